package import AuditModel
import Glibc
import Synchronization

/// Takes the signals of a run: the first SIGINT or SIGTERM asks the run to stop, the second ends the process, SIGUSR1
/// prints how far the run has come.
///
/// The handler only writes the signal's number into a pipe; a thread of its own reads it. Blocking the signals and
/// waiting for them is not enough: while asynchronous code runs, the main thread waits with an empty signal mask.
package final class SignalWatch: Sendable {
    /// The end of the pipe that the handler writes to.
    private static let writeEnd = Atomic<Int32>(-1)
    private static let tickMilliseconds: Int32 = 100

    private struct State {
        var painter: ProgressPainter?
        var received: Int32?
    }

    private let flag: CancelFlag
    private let state = Mutex(State())

    /// Begins to watch; once a process.
    package init(flag: CancelFlag) {
        self.flag = flag
        // Writes report these two as errors instead.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        // Without a pipe the signals keep their usual effect.
        guard pipe(&ends) == 0 else { return }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        Self.writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        startThread(reading: ends[0])
        for number in [SIGINT, SIGTERM, SIGUSR1] { Self.handle(number) }
    }

    /// The first SIGINT or SIGTERM, or nil.
    package var received: Int32? { state.withLock(\.received) }

    /// Names what shows progress from now on; nil for nothing.
    func attach(_ painter: ProgressPainter?) { state.withLock { $0.painter = painter } }

    private static func handle(_ number: Int32) {
        // Whoever started the program may have blocked the signal; threads made later inherit this one's mask.
        var own = sigset_t()
        sigemptyset(&own)
        sigaddset(&own, number)
        pthread_sigmask(SIG_UNBLOCK, &own, nil)
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalWatch.writeEnd.load(ordering: .relaxed), &byte, 1)
            errno = before
        }
        sigaction(number, &action, nil)
    }

    private func startThread(reading descriptor: Int32) {
        let work = Unmanaged.passRetained(Work(watch: self, descriptor: descriptor)).toOpaque()
        var thread = pthread_t()
        let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { reference in
            guard let reference else { return nil }
            let work = Unmanaged<Work>.fromOpaque(reference).takeRetainedValue()
            work.watch.watch(work.descriptor)
        }
        pthread_create(&thread, nil, body, work)
        pthread_detach(thread)
    }

    /// What the thread is given; it keeps both as long as the process lives.
    private final class Work {
        let watch: SignalWatch
        let descriptor: Int32

        init(watch: SignalWatch, descriptor: Int32) {
            self.watch = watch
            self.descriptor = descriptor
        }
    }

    private func watch(_ descriptor: Int32) -> Never {
        while true {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&request, 1, Self.tickMilliseconds) > 0
            // Asked after the wait: a painter attached during it must hear of the signal that ended it.
            let painter = state.withLock(\.painter)
            guard isReady else {
                painter?.tick()
                continue
            }
            var byte: UInt8 = 0
            guard read(descriptor, &byte, 1) == 1 else { continue }
            let number = Int32(byte)
            if number == SIGUSR1 { painter?.status() } else { stop(number, painter) }
        }
    }

    private func stop(_ number: Int32, _ painter: ProgressPainter?) {
        let isFirst = state.withLock { state in
            defer { state.received = state.received ?? number }
            return state.received == nil
        }
        guard isFirst, let painter else { _exit(128 + number) }
        painter.say("stopping: finishing the block at hand; once more stops at once\n")
        flag.set()
    }
}

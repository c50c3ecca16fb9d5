import Glibc
import Synchronization

/// Runs blocking work on threads of its own, so that the cooperative pool never waits for a disk.
package enum WorkerThreads {
    /// Calls `work` once on each of `count` threads, with numbers from 0, and returns when all are done.
    ///
    /// - Throws: the error of the lowest-numbered thread that failed.
    package static func run<Failure: Error>(
        _ count: Int, _ work: @escaping @Sendable (Int) throws(Failure) -> Void
    ) throws(Failure) {
        let errors = Mutex<[Int: Failure]>([:])
        let perform: @Sendable (Int) -> Void = { number in
            do throws(Failure) { try work(number) } catch { errors.withLock { $0[number] = error } }
        }
        let handles = (1..<max(count, 1)).map { number in start { perform(number) } }
        perform(0)
        for (number, handle) in handles.enumerated() {
            // Work for which the system had no thread is done here.
            if let handle { handle.join() } else { perform(number + 1) }
        }
        let failed = errors.withLock { errors in errors.min { $0.key < $1.key } }
        if let failed { throw failed.value }
    }

    /// Does `beside` on a thread of its own while `work` runs on the caller's; returns when both are done.
    ///
    /// - Throws: what `work` threw, else what `beside` threw.
    package static func both<First, Second: Sendable>(
        _ work: () throws -> First, beside: @escaping @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let found = Mutex<Result<Second, any Error>?>(nil)
        let perform: @Sendable () -> Void = {
            let result = Result { try beside() }
            found.withLock { $0 = result }
        }
        let handle = start(perform)
        let first = Result { try work() }
        // Work for which the system had no thread is done here.
        if let handle { handle.join() } else { perform() }
        let done = try first.get()
        guard let second = found.withLock(\.self) else { preconditionFailure("both pieces of work are done") }
        return (done, try second.get())
    }

    /// Starts one thread; nil when the system has none left, and then the work was not begun.
    package static func start(_ work: @escaping @Sendable () -> Void) -> Handle? {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(Work(work))
        // SAFETY: the box is retained here and released by the thread that takes it, or below when there is none.
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                work.body()
                return nil
            }, box.toOpaque())
        guard status == 0 else {
            unsafe box.release()
            return nil
        }
        return Handle(thread: thread)
    }

    /// A running thread.
    package struct Handle: Sendable {
        fileprivate let thread: pthread_t

        /// Waits for its end; call it exactly once.
        package func join() { pthread_join(thread, nil) }

        /// Lets it end on its own; then nobody may join it.
        package func detach() { pthread_detach(thread) }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

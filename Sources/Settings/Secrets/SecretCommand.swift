import Glibc

/// A program that prints a credential.
struct SecretCommand {
    /// Why there is no output.
    enum Failure: Error, Equatable {
        case notStarted(errorNumber: Int32)
        case failed(status: Int32)
        case killed(signal: Int32)
        case tooLong
        case tookTooLong(seconds: Int64)

        /// What happened, without a word of the program's own.
        var words: String {
            switch self {
            case .notStarted(let errorNumber): "it cannot be started: \(String(cString: strerror(errorNumber)))"
            case .failed(let status): "it ended with status \(status)"
            case .killed(let signal): "it was ended by signal \(signal)"
            case .tooLong: "it printed more than a credential has"
            case .tookTooLong(let seconds): "it took longer than \(seconds) s"
            }
        }
    }

    /// The program, found along `PATH`, and its arguments.
    let words: [String]
    let environment: [String: String]
    /// Nanoseconds of a clock that never jumps.
    let uptime: @Sendable () -> Int64
    /// Nanoseconds.
    let patience: Int64

    /// What it prints on standard output; what it prints on standard error is dropped.
    func output(atMost limit: Int) throws(Failure) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .notStarted(errorNumber: errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = try start(closing: ends[1])
        let deadline = uptime() + patience
        do throws(Failure) {
            let bytes = try read(ends[0], atMost: limit, deadline: deadline)
            try waitForEnd(of: child, deadline: deadline)
            return bytes
        } catch {
            if error == .tooLong || error == tookTooLong {
                kill(child, SIGKILL)
                waitpid(child, nil, 0)
            }
            throw error
        }
    }

    private var tookTooLong: Failure { .tookTooLong(seconds: patience / 1_000_000_000) }

    /// Starts the program with its standard output going to `output`, which is closed on this side.
    private func start(closing output: Int32) throws(Failure) -> pid_t {
        defer { close(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawnp(&child, words.first ?? "", &actions, nil, &arguments, &variables)
        guard failure == 0 else { throw .notStarted(errorNumber: failure) }
        return child
    }

    private func read(_ descriptor: Int32, atMost limit: Int, deadline: Int64) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = deadline - uptime()
            guard left > 0 else { throw tookTooLong }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, Int32(left / 1_000_000 + 1)) > 0 else { continue }
            let count = Glibc.read(descriptor, &block, block.count)
            if count == 0 { return bytes }
            guard count > 0 else { continue }
            bytes += block[..<count]
            guard bytes.count <= limit else { throw .tooLong }
        }
    }

    /// A program may close its output and go on.
    private func waitForEnd(of child: pid_t, deadline: Int64) throws(Failure) {
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard uptime() < deadline else { throw tookTooLong }
            poll(nil, 0, 2)
        }
        // The bits of a wait status: the signal in the low seven, the exit status above eight.
        let signal = status & 0x7F
        guard signal == 0 else { throw .killed(signal: signal) }
        guard status == 0 else { throw .failed(status: status >> 8 & 0xFF) }
    }
}

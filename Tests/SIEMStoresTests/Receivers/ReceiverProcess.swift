import Glibc

/// A server that runs beside the tests.
///
/// Its end is asked for, never waited for on a thread that tasks run on.
struct ReceiverProcess: Sendable {
    private let id: pid_t

    /// It was not started, the system's number for why.
    struct NotStarted: Error {
        let number: Int32
    }

    /// How long a server may take to end in order, seconds.
    private static let patience = 10.0

    /// - Parameter words: path and arguments.
    init(_ words: [String], environment: [String], log: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Threads that tasks run on keep signals off; a child would never hear of its end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let (arguments, variables) = (words.map { strdup($0) } + [nil], environment.map { strdup($0) } + [nil])
        defer { for text in arguments + variables { free(text) } }
        var id: pid_t = 0
        let number = posix_spawn(&id, words[0], &actions, &attributes, arguments, variables)
        guard number == 0 else { throw NotStarted(number: number) }
        self.id = id
    }

    /// Ends it at once, or in order.
    ///
    /// - Returns: whether it ended as it was told to; one that did not is ended at once.
    func end(isSudden: Bool) async -> Bool {
        kill(id, isSudden ? SIGKILL : SIGTERM)
        if await isGone() { return true }
        kill(id, SIGKILL)
        _ = await isGone()
        return false
    }

    private func isGone() async -> Bool {
        await WireScene.becomes(Self.patience) {
            var status: Int32 = 0
            return waitpid(id, &status, WNOHANG) != 0
        }
    }
}

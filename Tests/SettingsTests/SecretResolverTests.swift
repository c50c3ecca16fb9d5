import AuditModel
import Settings
import Synchronization
import TestKit
import Testing

/// Credentials from variables, files and commands.
struct SecretResolverTests {
    /// A clock that moves on by a second each time it is looked at.
    private final class HastyClock: Sendable {
        private let seconds = Mutex<Int64>(0)

        func now() -> Int64 {
            seconds.withLock { seconds in
                seconds += 1
                return seconds * 1_000_000_000
            }
        }
    }

    private static let still = SecretResolver(
        environment: ["TOKEN": "hunter2", "EMPTY": "", "PATH": "/usr/bin:/bin"], uptime: { 0 })

    @Test(
        arguments: [
            (.environment("TOKEN"), "hunter2"), (.command(["printf", "hunter2\\n"]), "hunter2"),
            (.command(["printf", "a\\n\\n"]), "a\n"), (.command(["printf", "a\\r\\n"]), "a"),
            (.command(["printenv", "TOKEN"]), "hunter2"), (.command(["sh", "-c", "cat; echo x"]), "x"),
            (.command(["sh", "-c", "echo $#", "a b", "*"]), "1"),
        ] as [(SecretReference, String)])
    func referencesLeadToCredentials(reference: SecretReference, expected: String) throws {
        #expect(try Self.still.resolve(reference, for: "sources.x.token").revealed() == expected)
    }

    @Test func aFileLosesOneLineFeedAtItsEnd() throws {
        let folder = try ScratchFolder()
        for (text, expected) in [("s", "s"), ("s\n", "s"), ("s\n\n", "s\n"), ("s\r\n", "s"), (" s ", " s ")] {
            try folder.write(text, to: "secret")
            let secret = try Self.still.resolve(.file(folder.path + "/secret"), for: "x")
            #expect(secret.revealed() == expected)
        }
    }

    @Test(
        arguments: [
            (.environment("NONE"), "the environment variable NONE is not set"),
            (.environment("EMPTY"), "the environment variable EMPTY is empty"),
            (.file("/nonexistent/secret"), "the file /nonexistent/secret cannot be read"),
            (.file("/"), "the file / cannot be read"), (.file("/dev/null"), "the file /dev/null is empty"),
            (.file("/dev/zero"), "the file /dev/zero cannot be read"),
            (.command(["/nonexistent/program"]), "the command /nonexistent/program gave no secret"),
            (.command(["sh", "-c", "echo hunter2; echo hunter2 >&2; exit 3"]), "the command sh gave no secret"),
            (.command(["sh", "-c", "kill -9 $$"]), "the command sh gave no secret"),
            (.command(["true"]), "the command true is empty"), (.command(["printf", "\\377"]), "holds no text"),
            (.command(["yes", "hunter2"]), "the command yes gave no secret"),
        ] as [(SecretReference, String)])
    func faultsNameTheReferenceAndNothingElse(reference: SecretReference, what: String) throws {
        let fault = try #require(throws: SettingsFault.self) {
            try Self.still.resolve(reference, for: "sources.x.token")
        }
        #expect(fault.problem.what.hasPrefix("sources.x.token: "))
        #expect(fault.problem.what.contains(what), "\(fault.problem)")
        #expect(fault.problem.code == "E-SECRET" && fault.exitCode == 64)
        #expect(!String(reflecting: fault).contains("hunter2"))
    }

    @Test func aCommandThatDoesNotEndIsEnded() throws {
        let clock = HastyClock()
        let resolver = SecretResolver(environment: [:], uptime: clock.now, patience: 3_000_000_000)
        for script in ["exec >&-; while :; do :; done", "echo hunter2; while echo hunter2; do :; done"] {
            let fault = try #require(throws: SettingsFault.self) {
                try resolver.resolve(.command(["/bin/sh", "-c", script]), for: "x")
            }
            #expect(
                fault.problem.said == "it took longer than 3 s" || fault.problem.said?.contains("more than") == true)
            #expect(!String(reflecting: fault).contains("hunter2"))
        }
    }

    @Test func aFileOthersMayReadGivesAWarning() throws {
        let folder = try ScratchFolder()
        try folder.write("s", to: "secret")
        let reference = SecretReference.file(folder.path + "/secret")
        try folder.setPermissions(0o644, of: "secret")
        #expect(Self.still.caution(about: reference, for: "x")?.code == "W-SECRET-FILE")
        try folder.setPermissions(0o600, of: "secret")
        #expect(Self.still.caution(about: reference, for: "x") == nil)
        #expect(Self.still.caution(about: .environment("TOKEN"), for: "x") == nil)
        #expect(Self.still.caution(about: .file("/nonexistent"), for: "x") == nil)
    }
}

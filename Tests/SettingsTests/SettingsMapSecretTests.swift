import AuditModel
import Settings
import Testing

/// References to credentials are read; credentials are refused and never repeated.
struct SettingsMapSecretTests {
    private static func map(_ text: String) throws -> SettingsMap {
        try SettingsMap(try SettingsNode(parsing: "token: " + text + "\n", file: "f"), in: "sources.x")
    }

    @Test(
        arguments: [
            ("{env: M365_SECRET}", .environment("M365_SECRET")),
            ("{file: /run/secrets/a b}", .file("/run/secrets/a b")),
            ("{command: [pass, show, siem]}", .command(["pass", "show", "siem"])),
        ] as [(String, SecretReference)])
    func referencesAreRead(text: String, reference: SecretReference) throws {
        #expect(try Self.map(text).secret("token") == reference)
    }

    @Test(arguments: [
        "hunter2", "\"hunter2\"", "[hunter2]", "{hunter2}", "{hunter2: 1}", "{env: hunter2!}", "{env: [hunter2]}",
        "{file: {hunter2: 1}}", "{command: hunter2}", "{command: []}", "{command: [[hunter2]]}",
        "{env: A, value: hunter2}", "{env: A, file: hunter2}", "{file: }", "{}", "{command: ['', hunter2]}",
        "|\n  hunter2\n  hunter2",
    ])
    func anythingElseIsRefusedWithoutRepeatingIt(text: String) throws {
        let fault = try #require(throws: SettingsFault.self) { try Self.map(text).secret("token") }
        #expect(fault.problem.what == "a secret may not be written here")
        #expect(fault.problem.place?.hasPrefix("f:1:") == true)
        #expect(!String(reflecting: fault).contains("hunter2"))
    }

    @Test func theLiteralsPlaceIsNamed() throws {
        let fault = try #require(throws: SettingsFault.self) { try Self.map("hunter2").secret("token") }
        #expect(fault.problem.place == "f:1:8")
        #expect(fault.problem.fix == "use {env: NAME}, {file: PATH} or {command: [PROGRAM, ARGUMENT]}")
    }
}

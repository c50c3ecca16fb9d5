import AuditModel
import Auditing
import Testing

@testable import SiemgapCommands

/// What `doctor` prints of its checks.
struct DoctorCommandTests {
    private static let checks = [
        DoctorCheck("config", "file", .ok, "siemgap.yaml"),
        DoctorCheck("m365", "login", .ok, "a token was given"),
        DoctorCheck("m365", "roles", .warn, "the token\tholds \u{1B}[31mnone", fix: "grant the application its role"),
        DoctorCheck("m365", "clock", .fail, "E-CLOCK: 600 s behind", fix: "set the clock"),
    ]

    @Test func peopleGetAGroupAServiceAndTheCounts() {
        #expect(
            DoctorText.text(Self.checks, as: .human) == """
                config
                  ok    file   siemgap.yaml

                m365
                  ok    login  a token was given
                  warn  roles  the token\\u0009holds \\u001b[31mnone  → grant the application its role
                  fail  clock  E-CLOCK: 600 s behind  → set the clock

                2 ok, 1 warn, 1 fail

                """)
    }

    @Test func programsGetALineACheck() {
        let lines = DoctorText.text(Self.checks, as: .plain).split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == "check\tconfig\tfile\tok\tsiemgap.yaml\t")
        #expect(lines[3] == "check\tm365\tclock\tfail\tE-CLOCK: 600 s behind\tset the clock")
        #expect(lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 6 })
        let json = DoctorText.text(Self.checks, as: .json)
        #expect(json.contains("\"state\": \"fail\"") && json.contains("\"fix\": null"))
    }

    @Test func nothingToCheckIsSaidInNumbers() {
        #expect(DoctorText.text([], as: .human) == "\n0 ok, 0 warn, 0 fail\n")
    }
}

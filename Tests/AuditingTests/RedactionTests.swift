import Foundation
import Reports
import TestKit
import Testing

@testable import Auditing

/// With `--redact` no name of a user, an address or an object is in anything that a run writes.
struct RedactionTests {
    private static let names = [
        "ada@contoso", "grace@contoso", "carol@contoso", "192.0.2", "secret-plan", "Ada's site",
    ]
    let scene: AuditScene

    init() throws {
        scene = try AuditScene()
        func record(_ index: Int) -> String {
            let time =
                "2026-11-09T00:\(index / 60 < 10 ? "0" : "")\(index / 60):\(index % 60 < 10 ? "0" : "")\(index % 60)"
            let user = index % 2 == 0 ? "ada@contoso.example" : "grace@contoso.example"
            return """
                {"Id":"0000\(1000 + index)-0000-4000-8000-000000000000","CreationTime":"\(time)","Workload":"Exchange",\
                "Operation":"Send","RecordType":2,"UserId":"\(user)","ClientIP":"192.0.2.\(index % 7)",\
                "ObjectId":"secret-plan.docx","Nested":{"List":["Ada's site",5,true,null],"192.0.2.77":"x","carol@contoso.example":7},\
                "Held":"{\\"By\\":\\"\(user)\\",\\"At\\":\\"\(time)Z\\"}"}

                """
        }
        let broken = "{\"UserId\":\"ada@contoso.example\",\"ObjectId\":\"secret-plan\"}\n"
        try scene.folder.write((0..<600).map(record).joined() + broken, to: "a.ndjson")
        let extra = record(900).replacingOccurrences(of: "T00:15", with: "T00:05")
        try scene.folder.write((0..<600).filter { $0 % 3 != 0 }.map(record).joined() + extra + broken, to: "s.ndjson")
    }

    private var sides: [String] { ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")] }

    private func files(_ folder: String) throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, try String(contentsOfFile: folder + "/" + name, encoding: .utf8))
        }
    }

    @Test func noFileHoldsAName() async throws {
        let plain = try await scene.audit(sides)
        let redacted = try await scene.audit(sides + ["--redact"])
        for name in Self.names {
            #expect(try files(plain.folder).contains { $0.text.contains(name) }, "\(name) is planted")
            for file in try files(redacted.folder) { #expect(!file.text.contains(name), "\(name) in \(file.name)") }
            #expect(!redacted.output.contains(name) && !redacted.errors.contains(name))
        }
        #expect(try redacted.report().counts.missing == plain.report().counts.missing)
        #expect(redacted.ids("missing") == plain.ids("missing") && redacted.ids("extra") == plain.ids("extra"))
    }

    @Test func whatAnAuditIsAboutStays() async throws {
        let redacted = try await scene.audit(sides + ["--redact"])
        let line = try #require(redacted.lines("missing.ndjson").first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["Id"] as? String == "00001000-0000-4000-8000-000000000000")
        #expect(object["Operation"] as? String == "Send" && object["Workload"] as? String == "Exchange")
        #expect(object["CreationTime"] as? String == "2026-11-09T00:00:00" && object["RecordType"] as? Int == 2)
        let user = try #require(object["UserId"] as? String)
        #expect(user.hasPrefix("tok-") && user.count == 20)
        #expect((object["Held"] as? String)?.contains("\"By\":\"\(user)\"") == true, "one name, one token")
        #expect((object["Held"] as? String)?.contains("2026-11-09T00:00:00Z") == true)
        #expect(redacted.text("report.json")?.contains("\"value\": \"\(user)\"") == true)
        for name in ["report.html", "report.md"] { #expect(redacted.text(name)?.contains("Redacted") == true) }
        #expect(redacted.text("report.json")?.contains("\"redacted\": true") == true)
    }

    @Test(arguments: ["human", "plain", "json", "markdown", "junit", "github"])
    func noNameIsPrinted(_ format: String) async throws {
        let redacted = try await scene.audit(sides + ["--redact", "--format", format])
        #expect(redacted.output.contains("acted") || format == "junit" || format == "github", "\(redacted.output)")
        for name in Self.names { #expect(!redacted.output.contains(name), "\(name) as \(format)") }
    }

    @Test func whatWasFoundIsTheSame() async throws {
        let plain = try await scene.audit(sides)
        let redacted = try await scene.audit(sides + ["--redact"])
        func part(_ run: AuditScene.Finished, _ name: String) throws -> NSObject {
            let text = try #require(run.text("report.json"))
            let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: NSObject])
            return try #require(report[name])
        }
        for name in ["counts", "coverage", "time_faults", "trust", "reasons"] {
            #expect(try part(redacted, name) == part(plain, name), "\(name)")
        }
        // Evidence may name a user.
        #expect(redacted.text("gaps.csv") == plain.text("gaps.csv"))
    }

    @Test func namesOfExceptionsAndWatchesAreTokens() {
        let value = """
            {"where":{"user":"grace@contoso.example","operation":"Send","A.B|C":"x7"},"from":"2026-11-09T00:00:00Z",\
            "reason":"Ada's site moved","owner":"carol@contoso.example","until":"2027-01-01T00:00:00Z"}
            """
        let settings = ["accept", "watch", "source"].map {
            AuditRequest.Setting(name: $0, value: value, origin: "flag")
        }
        let shown = SettingsRedaction(pseudonyms: Pseudonyms(key: [1, 2, 3])).shown(settings).map(\.value)
        for text in shown.prefix(2) {
            for name in Self.names + ["x7"] { #expect(!text.contains(name)) }
            #expect(text.contains("\"operation\":\"Send\"") && text.contains("\"from\":\"2026-11-09T00:00:00Z\""))
            #expect(text.matches(of: #/"tok-[0-9a-f]{16}"/#).count == 4)
        }
        #expect(shown[2] == value)
    }

    @Test func idsWithoutAFieldOfTheirOwnAreTokensThatNoOtherRunHas() async throws {
        let words = sides + ["--match", "UserId,Operation"]
        let plain = try await scene.audit(words)
        let redacted = try await scene.audit(words + ["--redact"])
        #expect(try redacted.report().counts.missing == plain.report().counts.missing)
        for file in try files(redacted.folder) {
            for name in Self.names { #expect(!file.text.contains(name), "\(name) in \(file.name)") }
        }
    }

    @Test func anotherRunHasOtherTokens() async throws {
        let (one, other) = (
            try await scene.audit(sides + ["--redact"], key: 7), try await scene.audit(sides + ["--redact"], key: 9)
        )
        #expect(one.text("missing.ndjson") != other.text("missing.ndjson"))
    }

    @Test func namesInConditionsAreTokensToo() async throws {
        let redacted = try await scene.audit(
            sides + ["--redact", "--where", "user=ada@contoso.example", "--where", "operation=Send"])
        let manifest = try #require(redacted.text("manifest.json"))
        #expect(
            manifest.contains("\"user=tok-") && manifest.contains("\"operation=Send\"") && !manifest.contains("ada@"))
        let again = try await scene.audit(["--replay", redacted.folder])
        #expect(again.status == 64 && again.errors.contains("E-REPLAY") && again.errors.contains("is redacted"))
    }
}

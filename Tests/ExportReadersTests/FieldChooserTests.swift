import AuditModel
import ExportReaders
import Testing

@Suite struct FieldChooserTests {
    static func guid(_ number: Int) -> String { "5e1f0d3c-7a10-4b7e-9c02-\(InstantText.padded(number, 12))" }

    static func csv(_ text: String, file: String = "export.csv") -> FileSample {
        PresetSample("", text, .csv, file: file).sample
    }

    static func json(_ texts: [String]) -> FileSample {
        FileSample(records: .json(texts.map { Array($0.utf8) }), layout: .lines, fileName: "x.json")
    }

    static let italian: String = {
        let rows = (1...9).map {
            "2026-01-0\($0)T00:00:00Z,\(guid($0)),Ada,\(guid($0 % 2)),192.0.2.1,Portale\n"
        }
        return "Data (UTC),ID richiesta,Utente,ID correlazione,Indirizzo IP,Applicazione\n" + rows.joined()
    }()

    @Test func headersInAnotherLanguageNeedConfirmation() throws {
        let choice = try FieldChooser(sample: Self.csv(Self.italian)).choose()
        #expect(choice.preset?.name == "entra-interactive-csv")
        #expect(choice.mainID?.field == "ID richiesta")
        #expect(choice.mainTime?.field.path == "Data (UTC)")
        #expect(choice.confirmation != nil)
        #expect(choice.zone.name == "UTC")
        var overrides = FieldOverrides()
        overrides.preset = PresetTable.named("entra-interactive-csv")
        let confirmed = try FieldChooser(sample: Self.csv(Self.italian), overrides: overrides).choose()
        #expect(confirmed.confirmation == nil && confirmed.identified == 9 && confirmed.distinct == 9)
    }

    @Test func flagsOverrideThePreset() throws {
        var overrides = FieldOverrides()
        overrides.ids = ["uuid", "actor.alternateId"]
        overrides.time = "debug.seen"
        overrides.zone = "Europe/Berlin"
        let text =
            #"{"uuid":"a","published":"2026-01-01T00:00:05Z","eventType":"e","actor":{"alternateId":"b"},"debug":{"seen":"2026-01-01 00:00:05"}}"#
        let choice = try FieldChooser(sample: Self.json([text]), overrides: overrides).choose()
        #expect(choice.mainID?.field.description == "uuid + actor.alternateId")
        #expect(choice.mainTime?.field.path == "debug.seen")
        #expect(choice.zone.name == "Europe/Berlin" && choice.zone.source == .flag)
        overrides.ids = ["nowhere"]
        let error = #expect(throws: FieldChoiceError.self) {
            try FieldChooser(sample: Self.json([text]), overrides: overrides).choose()
        }
        #expect(error?.reason == .notFound(flag: "an id", path: "nowhere"))
        #expect(error?.problem.code == "E-FIELDS" && error?.exitCode == 2)
    }

    @Test(arguments: [
        [#"{"preview":false,"lastrow":true}"#],
        [#"{"messages":[{"type":"INFO","text":"no results"}]}"#, #"{"preview":false,"offset":0,"lastrow":true}"#],
    ])
    func anExportThatSaysItHoldsNothingNeedsNoID(_ lines: [String]) throws {
        var named = FieldOverrides()
        named.ids = ["result.Id"]
        named.time = "result._time"
        for overrides in [FieldOverrides(), named] {
            let choice = try FieldChooser(sample: Self.json(lines), overrides: overrides).choose()
            #expect(choice.preset?.name == "splunk-export-json" && choice.identified == 0 && choice.marks == [])
        }
    }

    @Test func theFirstIDWithAValueCountsRecordByRecord() throws {
        let choice = try FieldChooser(
            sample: Self.csv(
                "_raw,_time\n\"{\"\"Id\"\":\"\"a\"\"}\",1767225605\n\"{\"\"uuid\"\":\"\"b\"\"}\",1767225606\nnothing,1767225607\n"
            )
        ).choose()
        #expect(choice.preset?.name == "splunk-csv")
        #expect(choice.ids.map(\.field) == ["_raw:Id", "_raw:uuid"])
        #expect(choice.ids.map(\.found) == [1, 1] && choice.identified == 2 && choice.sampled == 3)
        #expect(choice.spareIDs.contains("_raw:properties.id"))
    }

    @Test func guessesByNameAndContent() throws {
        let rows = (1...9).map {
            #"{"report_id":"\#(Self.guid($0))","user_id":"\#(Self.guid(1))","seen":{"at":"2026-01-0\#($0)T01:00:00"}}"#
        }
        let choice = try FieldChooser(sample: Self.json(rows)).choose()
        #expect(choice.preset == nil && choice.isGuess)
        #expect(choice.mainID?.field == "report_id")
        #expect(choice.mainTime?.field.path == "seen.at")
        #expect(choice.zone.name == nil)
    }

    @Test func guessesNothingFromStoreIDsOrRepeats() {
        let rows = (1...9).map { #"{"_id":"\#(Self.guid($0))","EventID":4624,"correlationId":"\#(Self.guid($0))"}"# }
        let error = #expect(throws: FieldChoiceError.self) { try FieldChooser(sample: Self.json(rows)).choose() }
        #expect(error?.found.contains("EventID") == true)
        #expect(error?.guess?.contains("EventID") == true)
    }

    @Test func zoneComesFromTheColumnName() throws {
        let choice = try FieldChooser(
            sample: Self.csv(
                "TimeGenerated [Europe/Berlin],Id,AppDisplayName,ResultType\n\"21/04/2025, 09:45:54.000\",\(Self.guid(1)),a,0\n"
            )
        ).choose()
        #expect(choice.zone.name == "Europe/Berlin" && choice.zone.source == .columnName)
    }

    @Test func authDetailsAndWeakMatchesAreMarked() throws {
        let marks = try PresetSample.all.filter { $0.preset.contains("auth-details") || $0.preset == "entra-audit-csv" }
            .map { try FieldChooser(sample: $0.sample).choose() }
        #expect(marks.map { $0.marks.map(\.code) } == [[.authDetails], [.weakMatch]])
        #expect(marks.last?.match.count == 5)
    }

    @Test func brokenRecordsAreCounted() throws {
        let whole = #"{"uuid":"a","published":"2026-01-01T00:00:05Z","eventType":"e"}"#
        let choice = try FieldChooser(sample: Self.json([whole, String(whole.dropLast(9))])).choose()
        #expect(choice.sampled == 1 && choice.broken == 1)
    }

    @Test func anEmptyFileIsNoFailure() throws {
        let choice = try FieldChooser(sample: Self.json([])).choose()
        #expect(choice.preset == nil && choice.identified == 0 && choice.marks.isEmpty)
    }

    @Test(arguments: [
        ("2026-11-14T02:00:00Z", true), ("11/14/2026, 2:00:00.391 AM", true), ("Nov 14, 2026 @ 02:00:00.000", true),
        ("14.11.2026 02:00:00", true), ("1767225605", true), ("1767225605123", true), ("1767225605.123456", true),
        ("Nov 14 02:00:00", true), ("11/14/2026 2:00:00\u{202F}AM", true), ("2026-11-14", true), ("192.0.2.10", false),
        ("Directory_x_1", false), ("4624", false), ("5e1f0d3c-7a10-4b7e-9c02-1f0a6b2d0100", false), ("", false),
    ])
    func tellsTimes(_ text: String, _ isTime: Bool) throws {
        let record = #"{"uuid":"a","published":"\#(text)","eventType":"e"}"#
        #expect(try FieldChooser(sample: Self.json([record])).choose().times.isEmpty == !isTime)
    }
}

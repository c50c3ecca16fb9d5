import AuditModel
import Recordings
import Testing
import Transport

@testable import Auditing
@testable import EventSources
@testable import Pulling

/// What is told of asking beside the records.
struct AskedNotesTests {
    /// A pull of so many slices, each an hour, of which the last ones were left over by throttling.
    private static func outcome(slices: Int, left: Int) throws -> PullOutcome {
        let rows = (0..<slices).map { number in
            let end = number < slices - left ? #""whole","reason":null"# : #""partial","reason":"throttled""#
            let hours = [number, number + 1].map { "2026-11-02T0\($0):00:00Z" }
            return """
                {"id":\(number),"scope":{"content_type":"Audit.Exchange"},"axis":"event","from":"\(hours[0])",
                "to":"\(hours[1])","outcome":\(end),"records":0,"at":[]}
                """
        }
        let text = """
            {"schema":1,"side":"authority","name":"m365","type":"o365-management","paths":{"id":["Id"]},
            "asked":{"first":"2026-11-03T00:00:00Z","last":"2026-11-03T00:00:00Z"},
            "slices":[\(rows.joined(separator: ","))]}
            """
        var record = TransportRecord()
        (record.throttles, record.waitedSeconds, record.hosts) = (7, 31.5, ["manage.office.com"])
        return PullOutcome(
            folder: "r", description: try RecordingDescription(parsing: Array(text.utf8), place: "r"), problems: [],
            wasCancelled: false, record: record, pageEnds: [:])
    }

    @Test(arguments: [
        (0, "what was asked for again came"),
        (1, "unknown are Audit.Exchange 2026-11-02T04:00:00Z to 2026-11-02T05:00:00Z"),
        (
            5,
            "unknown are Audit.Exchange 2026-11-02T00:00:00Z to 2026-11-02T01:00:00Z, "
                + "Audit.Exchange 2026-11-02T01:00:00Z to 2026-11-02T02:00:00Z, "
                + "Audit.Exchange 2026-11-02T02:00:00Z to 2026-11-02T03:00:00Z and 2 more slices"
        ),
    ])
    func throttlingNamesTheSlicesItLeft(_ left: Int, _ effect: String) throws {
        var notes = AskedNotes()
        notes.add(try Self.outcome(slices: 5, left: left), nil, name: "m365")
        let problem = try #require(notes.problems.first { $0.code == "W-THROTTLED" })
        #expect(problem.what == "m365 asked 7 times to slow down" && problem.means == "32 s were spent waiting")
        #expect(problem.effect == effect)
    }
}

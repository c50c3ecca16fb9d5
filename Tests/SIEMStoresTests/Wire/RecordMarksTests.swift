import Testing

@testable import SIEMStores

struct RecordMarksTests {
    private static let sent: Int64 = 1_793_793_600_000_000_000

    private static func marked(_ record: String, plan: String?) -> String {
        let bytes = Array(record.utf8)
        let opening = RecordMarks(DeliveryMarks(plan: plan)).opening(of: bytes, sent: sent)
        return String(decoding: opening.map { $0 + bytes.dropFirst() } ?? bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (#"{"Id":"a"}"#, #"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z","Id":"a"}"#),
        (#"{}"#, #"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z"}"#),
        (#"{ }"#, #"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z" }"#),
        (#"{ "a" : 1 }"#, #"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z", "a" : 1 }"#),
    ])
    func marksComeFirstAndTheRestStays(_ record: String, _ expected: String) {
        #expect(Self.marked(record, plan: "p-1") == expected)
    }

    @Test func withoutAPlanNothingChanges() {
        #expect(Self.marked(#"{ "a":1}"#, plan: nil) == #"{ "a":1}"#)
    }

    @Test(arguments: [#"{"Id":"a"}"#, #"{}"#, #"{"a":{"siemgap.plan":"x"}}"#], ["p-1", #"p"\,x"#, "ü"])
    func removingGivesTheRecordBack(_ record: String, _ plan: String) {
        let line = Array(Self.marked(record, plan: plan).utf8)
        #expect(RecordMarks.removed(from: line[...]) == Array(record.utf8))
    }

    @Test(arguments: [
        #"{"Id":"a"}"#, #"{"siemgap.plan":"p"}"#, #"{"siemgap.plan":"p","other":"x"}"#, #"{"siemgap.plan":"p"#, "",
        #"{"siemgap.plan":"p","siemgap.sent":"2026\"#,
    ])
    func linesWithoutMarksHaveNone(_ line: String) {
        #expect(RecordMarks.removed(from: Array(line.utf8)[...]) == nil)
    }
}

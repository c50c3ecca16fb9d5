import AuditModel
import ByteScan
import Testing

/// Lines on which a record ends early and a whole one follows.
@Suite struct TornLineTests {
    private static let whole = #"{"Id":"b","T":"2026-11-14T02:00:00Z","x":{"y":1}}"#

    @Test(arguments: [
        // In a string, in a name, behind a colon, in a number, inside another object, behind an escape.
        (#"{"Id":"a","x":"ab"#, true), (#"{"Id":"a","x"#, true), (#"{"Id":"a","x":"#, true),
        (#"{"Id":"a","x":12"#, true),
        (#"{"Id":"a","x":{"y":1,"#, true), (#"{"Id":"a","x":"\"{"#, true), (#"{"x":"a"#, false),
    ])
    func bothRecordsAreTaken(_ torn: String, hasID: Bool) {
        let extractor = keys(ofLines: torn + Self.whole, timed: true)
        let offsets = hasID ? [0, torn.utf8.count] : [torn.utf8.count]
        #expect(extractor.keys.map(\.position.offset) == offsets)
        #expect(extractor.tally.records == 2 && extractor.tally.truncated == 1)
        #expect(extractor.keys.last?.isTruncated == false && !extractor.tally.lastIsCut)
    }

    /// An object inside a record that is merely cut is no record.
    @Test(arguments: [
        #"{"Id":"a","T":"2026-11-14T02:00:00Z","x":{"Id":"b"}"#, #"{"Id":"a","x":[{"T":"2026-11-14T02:00:00Z"}"#,
        #"{"Id":"a","x":{"Id":"b","T":"2026-11-14T02:00:00Z"},"y":"cu}"#,
    ])
    func aCutRecordIsOne(_ line: String) {
        let extractor = keys(ofLines: line, timed: true)
        #expect(extractor.keys.map(\.position.offset) == [0] && extractor.tally.records == 1)
    }
}

import Testing

@testable import Backfill

@Suite struct PayloadComparisonTests {
    private static let record =
        #"{"Id":"7d3a","Operation":"Send","Size":1.50,"To":["zoë@example.org"],"Inner":{"A":1,"B":"x"}}"#

    private static let cases: [(text: String, state: PayloadComparison)] = [
        (record, .whole),
        // White space, order, escapes and other spellings of numbers say the same.
        (
            #"{ "Inner": {"B":"x", "A":1.0}, "To":["zo\u00eb@example.org"], "Size":15e-1, "Operation":"Send", "Id":"7d3a" }"#,
            .whole
        ),
        ("<110>1 2026-11-09T00:00:00Z host siemgap - - - " + record, .whole),
        (#"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-20T00:00:00Z","# + record.dropFirst(), .whole),
        (#"{"@timestamp":"T","event":{"id":"7d3a","original":\#(quoted(record))},"siemgap":{"plan":"p-1"}}"#, .whole),
        (#"{"@timestamp":"T","event":{"id":"7d3a"},"message":\#(quoted(record))}"#, .whole),
        (#"{"event.original":\#(quoted(record)),"tags":["a"]}"#, .whole),
        (String(record.dropLast()), .cut),
        (String(record.prefix(30)), .cut),
        (#"{"Id":"7d3a","Operation":"Se","Size":1.5,"To":["zoë@example.org"],"Inner":{"A":1,"B":"x"}}"#, .cut),
        (#"{"event":{"original":\#(quoted(String(record.prefix(40))))}}"#, .cut),
        (record.replacing("Send", with: "Read"), .changed),
        (record.replacing(#""A":1"#, with: #""A":2"#), .changed),
        (record.replacing(#","B":"x""#, with: ""), .changed),
        (record.replacing(#","To":["zoë@example.org"]"#, with: ""), .changed),
        (record.replacing(#""Send""#, with: "nil"), .changed),
        (#"{"event":{"original":\#(quoted(record.replacing("Send", with: "Read")))}}"#, .changed),
        ("nothing of it", .changed),
        (#"{"@timestamp":"T","event":{"id":"7d3a","action":"Send"},"o365":{"audit":{"Id":"7d3a"}}}"#, .otherForm),
        (#"{"@timestamp":"T","message":"a user sent mail","user":{"name":"zoë"}}"#, .otherForm),
    ]

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    @Test(arguments: cases.indices)
    func tellsWhatIsHeldOfARecord(_ number: Int) {
        let (text, state) = Self.cases[number]
        #expect(PayloadComparison(Array(text.utf8), with: Array(Self.record.utf8)) == state, "\(text)")
    }

    @Test func bytesThatAreNoTextAreReplacedOnBothSides() {
        let record = Array(#"{"Id":"7d3a","Name":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        let held = Array(#"{"Id":"7d3a","Name":"\#u{FFFD}"}"#.utf8)
        #expect(PayloadComparison(held, with: record) == .whole)
    }

    @Test func oneWholeCopyIsEnough() {
        let record = Array(Self.record.utf8)
        #expect(PayloadComparison.best(of: [Array(record.dropLast()), record], with: record) == .whole)
        #expect(PayloadComparison.best(of: [], with: record) == nil)
    }
}

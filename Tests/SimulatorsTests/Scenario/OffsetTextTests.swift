import Testing

@testable import Simulators

struct OffsetTextTests {
    @Test(
        arguments: [
            ("90s", 90), ("1d2h", 93_600), ("-10m", -600), ("2h30m5s", 9005), ("0s", 0),
            ("", nil), ("-", nil), ("5", nil), ("1d2", nil), ("d", nil), ("1x", nil), ("1d -2h", nil),
            ("99999999d", nil),
        ] as [(String, Int64?)])
    func readsSpans(_ text: String, _ seconds: Int64?) {
        #expect(OffsetText.nanoseconds(text) == seconds.map { $0 * 1_000_000_000 })
    }
}

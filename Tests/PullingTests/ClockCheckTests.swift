import AuditModel
import Pulling
import Testing
import Transport

struct ClockCheckTests {
    @Test(
        arguments: [
            (nil, nil, nil), (29_999, nil, nil), (-30_000, "W-CLOCK", "30 s ahead"),
            (299_999, "W-CLOCK", "299 s behind"),
            (300_000, "E-CLOCK", "300 s behind"), (-9_000_000, "E-CLOCK", "9000 s ahead"),
        ] as [(Int?, String?, String?)])
    func auditsWarnFromHalfAMinuteAndStopFromFive(milliseconds: Int?, code: String?, words: String?) {
        var record = TransportRecord()
        record.clockOffsetMilliseconds = milliseconds
        let problem = ClockCheck.problem(record)
        #expect(problem?.code == code && (words.map { problem?.what.hasSuffix($0) == true } ?? true))
        // Those who only keep what comes never stop for it.
        #expect(ClockCheck.warning(record)?.code == code.map { _ in "W-CLOCK" })
        #expect(ClockCheck.warning(record)?.severity != .error)
    }
}

import AuditModel
import Testing

struct TimeWindowTests {
    /// Begin and end in milliseconds, and the whole seconds that stand for them.
    @Test(arguments: [
        (0, 5_000, 0, 5), (1_500, 86_401_500, 1, 86_401), (1_000, 1_999, 1, 2), (200, 700, 0, 1), (700, 700, 0, 0),
        (-1_500, -400, -2, -1),
    ])
    func wholeSecondsAreNoLongerThanTheWindow(from: Int64, to: Int64, first: Int64, last: Int64) {
        let window = TimeWindow(from: from * 1_000_000, to: to * 1_000_000).wholeSeconds
        #expect(window == TimeWindow(from: first * 1_000_000_000, to: last * 1_000_000_000))
    }
}

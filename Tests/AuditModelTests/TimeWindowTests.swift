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

    /// Others, and what they leave of 10 to 20.
    @Test(
        arguments: [
            ([], [10..<20]), ([10..<20], []), ([0..<12, 15..<30], [12..<15]), ([14..<16], [10..<14, 16..<20]),
            ([16..<17, 11..<13, 12..<14], [10..<11, 14..<16, 17..<20]), ([0..<10, 20..<30, 15..<15], [10..<20]),
        ] as [([Range<Int64>], [Range<Int64>])])
    func partsThatOthersLeave(others: [Range<Int64>], parts: [Range<Int64>]) {
        func window(_ range: Range<Int64>) -> TimeWindow { TimeWindow(from: range.lowerBound, to: range.upperBound) }
        #expect(window(10..<20).parts(outside: others.map(window)) == parts.map(window))
    }
}

import AuditModel
import Testing

struct Int64InstantTests {
    @Test(
        arguments: [
            (5, 3, 2), (3, 5, -2), (Int64.max, -1, Int64.max), (.min, 1, .min), (.max, .min, .max), (0, .min, .max),
        ] as [(Int64, Int64, Int64)])
    func distancesEndAtTheLastNumber(later: Int64, earlier: Int64, expected: Int64) {
        #expect(later.since(earlier) == expected)
    }

    @Test(arguments: [(5, 3, 8), (5, -7, -2), (Int64.max, 1, Int64.max), (.min, -1, .min)] as [(Int64, Int64, Int64)])
    func instantsEndAtTheLastNumber(instant: Int64, nanoseconds: Int64, expected: Int64) {
        #expect(instant.later(by: nanoseconds) == expected)
    }

    @Test(arguments: [
        ((0, 10), (2, 5), (2, 5)), ((0, 3), (2, 5), (2, 3)), ((7, 9), (2, 5), (5, 5)), ((0, 1), (2, 5), (2, 2)),
    ])
    func aWindowIsCutAtAnother(window: (Int64, Int64), other: (Int64, Int64), expected: (Int64, Int64)) {
        let cut = TimeWindow(from: window.0, to: window.1).clamped(to: TimeWindow(from: other.0, to: other.1))
        #expect(cut == TimeWindow(from: expected.0, to: expected.1))
    }
}

/// Lengths of time that people set: what advice is rounded up to.
package enum HumanSteps {
    private static let minute = 60
    private static let hour = 3_600
    private static let day = 86_400

    /// Seconds, ascending.
    package static let seconds: [Int] =
        [1, 2, 3, 5, 10, 15, 20, 30, 45].map { $0 * minute }
        + [1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 27, 36].map { $0 * hour }
        + [2, 3, 4, 5, 6, 7, 10, 14, 21, 30].map { $0 * day }

    /// The smallest step that is at least so many seconds; nil beyond the longest.
    package static func step(atLeast wanted: Double) -> Int? { seconds.first { Double($0) >= wanted } }

    /// The largest step that is at most so many seconds, and at least a minute.
    package static func step(atMost wanted: Double) -> Int { seconds.last { Double($0) <= wanted } ?? minute }
}

/// How long an event that may have been sent is looked for before it counts as not there.
///
/// Many targets acknowledge events some time before they can be found. The first event of a plan is sent alone and
/// looked for, so it is known how long that takes.
struct DoubtPatience {
    /// Seconds altogether.
    let seconds: Double

    private static let least = 10.0
    private static let most = 120.0
    private static let unknown = 30.0

    /// - Parameters:
    ///   - canary: nanoseconds until the first event was found; nil when it was not.
    ///   - isImmediate: whether the target shows what was sent at once.
    init(canary: Int64?, isImmediate: Bool) {
        guard !isImmediate else {
            seconds = 0
            return
        }
        seconds = canary.map { min(max(4 * Double($0) / 1e9, Self.least), Self.most) } ?? Self.unknown
    }

    /// Pauses between questions: each twice as long as the one before, from a quarter of a second on to `longest`.
    static func pauses(_ seconds: Double, longest: Double = 30) -> [Double] {
        var (pauses, next, left) = ([Double](), 0.25, seconds)
        while left > 0 {
            pauses.append(min(next, left))
            left -= next
            next = min(next * 2, longest)
        }
        return pauses
    }
}

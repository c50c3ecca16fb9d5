/// What one question has been through so far.
struct RetryCourse: Sendable {
    /// How often the request was sent.
    var attempts = 0
    private var met: [RetryPolicy.Trouble: Int] = [:]
    /// Seconds of all pauses.
    var waitedSeconds: Double = 0
    var hasRenewed = false

    /// How often a trouble was met.
    func count(of trouble: RetryPolicy.Trouble) -> Int { met[trouble, default: 0] }

    /// Counts a trouble.
    ///
    /// - Returns: how often it was met by now.
    mutating func meet(_ trouble: RetryPolicy.Trouble) -> Int {
        met[trouble, default: 0] += 1
        return count(of: trouble)
    }
}

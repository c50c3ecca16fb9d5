/// Looks for one cause among the missing events that none has explained yet.
///
/// Present events are the null: a test finds something only where missing events differ from them.
protocol CauseTest: Sendable {
    /// Prepares the test; nil where the evidence does not hold what it needs.
    init?(_ file: CaseFile)

    /// Claims on open events, given as ascending indices of missing facts; none where nothing is found.
    ///
    /// Claims of one test may be about different events, such as several outages.
    func claims(on open: [Int]) -> [Claim]
}

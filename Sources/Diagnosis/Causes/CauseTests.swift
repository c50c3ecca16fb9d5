/// All causes that are looked for.
enum CauseTests {
    /// The more specific a cause, the earlier: of claims that explain the same events as well the first one holds.
    static let all: [any CauseTest.Type] = [
        TypeLost.self, RetentionEdge.self, IDCollision.self, PageLimit.self, BlobLost.self,
        Framing.self, SizeLimit.self, FieldShape.self, BoundaryTies.self, TokenRhythm.self, PollBoundary.self,
        LateArrival.self, PassedByPolls.self, Overtaken.self, PollSlope.self, Sampling.self, CollectorStopped.self,
        LostBatches.self, RateLoss.self,
    ]
}

/// Why an event did not reach the simulated SIEM, in the codes of a report's causes.
package enum LossCause: String, Sendable, CaseIterable {
    case collectorStopped = "collector-stopped"
    case tokenRhythm = "token-rhythm"
    case pollBoundary = "poll-boundary"
    case lateArrival = "late-arrival"
    case pageCap = "page-cap"
    case firstPageOnly = "first-page-only"
    case blobLost = "blob-lost"
    case typeLost = "type-lost"
    case fieldShape = "field-shape"
    case sizeLimit = "size-limit"
    case rateLoss = "rate-loss"
    case framing
    case idCollision = "id-collision"
    case boundaryTies = "boundary-ties"
    case retentionEdge = "retention-edge"
    case sampling
    /// By chance alone.
    case unexplained
}

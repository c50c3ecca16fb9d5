/// Why events can be missing: the report's closed list.
enum CauseCode: String, Sendable, CaseIterable {
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
    case unexplained

    /// Whether it is told by when events happened or arrived, rather than by what they hold.
    var isOfTime: Bool {
        switch self {
        case .typeLost, .fieldShape, .sizeLimit, .framing, .idCollision, .unexplained: false
        default: true
        }
    }
}

import Pulling
import Recordings
import Transport

/// What of a batch of items did not come, or not as asked for.
struct ItemLosses {
    private var gone: [String] = []
    private var expired: [String] = []
    private var damaged: [String] = []
    var oddities = 0
    var strays = 0

    /// Counts an item whose request failed; false when the failure is about more than this item.
    mutating func note(_ failure: TransportFailure, key: String) -> Bool {
        switch failure.kind {
        case .gone: gone.append(key)
        case .retention: expired.append(key)
        case .cutAnswer, .tooLarge: damaged.append(key)
        case .unauthorized, .forbidden, .throttled, .timeout, .shrink, .restart, .notSubscribed, .foreignHost,
            .unreachable, .clock, .rejected, .cancelled:
            return false
        }
        return true
    }

    /// What keeps the slice from being whole; nil for nothing.
    func flaw(of count: Int) -> SourcePage.Flaw? {
        for (keys, what) in [(gone, "gone"), (damaged, "cut")] {
            guard let first = keys.first else { continue }
            return .init("cut-answer", "\(keys.count) of \(count) listed items are \(what), the first is \(first)")
        }
        if let first = expired.first {
            return .init("retention", "\(expired.count) of \(count) listed items have expired, the first is \(first)")
        }
        if oddities > 0 { return .init("cut-answer", "\(oddities) elements are no records") }
        guard strays > 0 else { return nil }
        return .init("count-mismatch", "the service ignored the filter: \(strays) items lie outside what was asked for")
    }
}

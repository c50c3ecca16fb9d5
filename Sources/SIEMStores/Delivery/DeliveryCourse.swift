import Transport

/// What has become of a batch so far, and which parts of it are still to be sent; decides only.
struct DeliveryCourse {
    private var fates: [DeliveryFate]
    /// Parts still to be sent, the next one last; numbers of events.
    private var parts: [[Int]] = []
    private var taken = 0
    /// Single events refused while none was taken.
    private(set) var loneRefusals = 0
    /// How often events were sent again that the target had no room for.
    private(set) var retries = 0

    /// As often as a busy target is asked again for the same events.
    private static let mostRetries = 20

    /// Nothing is sent yet.
    init(count: Int) { fates = Array(repeating: .unsent, count: count) }

    /// All events without a fate are to be sent, as one part.
    mutating func begin() {
        let open = fates.indices.filter { fates[$0] == .unsent }
        if !open.isEmpty { parts = [open] }
    }

    /// Takes the part to send now; nil when nothing is left.
    mutating func next() -> [Int]? { parts.popLast() }

    /// Keeps what became of a part's events, one fate for each.
    mutating func settle(_ part: [Int], _ new: [DeliveryFate]) {
        for (number, fate) in zip(part, new) {
            fates[number] = fate
            if fate == .taken || fate == .present { taken += 1 }
        }
        if taken > 0 { loneRefusals = 0 }
    }

    /// Keeps that a part was refused.
    mutating func refuse(_ part: [Int], code: String, words: String) {
        settle(part, part.map { _ in .refused(code: code, words: words) })
        if taken == 0 { loneRefusals += 1 }
    }

    /// Sends the halves of a part one after the other.
    mutating func split(_ part: [Int]) {
        let middle = part.count / 2
        parts.append(Array(part[middle...]))
        parts.append(Array(part[..<middle]))
    }

    /// Whether a busy target may be asked again.
    var mayRetry: Bool { retries < Self.mostRetries }

    /// Counts that it is asked again.
    mutating func countRetry() { retries += 1 }

    /// Sends events again, as the next part.
    mutating func add(_ part: [Int]) { parts.append(part) }

    /// The end of the batch.
    func receipt(stop: TransportFailure? = nil) -> DeliveryReceipt { DeliveryReceipt(fates, stop: stop) }
}

import Synchronization

/// What goes wrong when events are sent to a simulated SIEM, as a scenario names it: `ingest-busy` or `ingest-large=4096`.
package struct DeliveryFault: Hashable, Sendable {
    /// The kinds there are; those that a product does not know leave it alone.
    package enum Kind: String, Sendable, CaseIterable {
        /// So many first requests are told to slow down, the way the product says it; 3 unless said otherwise.
        case busy = "ingest-busy"
        /// Every third event of so many first requests is not taken for now; 2 unless said otherwise.
        case busyItems = "ingest-busy-items"
        /// One in so many events is refused for good, by its text; 7 unless said otherwise.
        case refused = "ingest-refused"
        /// One in so many events goes where searches do not find it; 7 unless said otherwise.
        case diverted = "ingest-diverted"
        /// So many first requests are accepted and lost; once unless said otherwise.
        case lost = "ingest-lost"
        /// So many first requests are taken, and the connection breaks without an answer; once unless said otherwise.
        case silent = "ingest-silent"
        /// So many first requests are received and not taken, and the connection breaks; once unless said otherwise.
        case broken = "ingest-broken"
        /// So many first requests are taken and answered by a gateway's 504; once unless said otherwise.
        case timeout = "ingest-timeout"
        /// Acknowledgements never come.
        case unacknowledged = "ingest-unacknowledged"
        /// Requests of more bytes are refused; 4,096 unless said otherwise.
        case large = "ingest-large"
        /// Events older than so many hours are dropped without a word; 24 unless said otherwise.
        case dropsOld = "ingest-drops-old"
        /// One in so many events is kept without its end; 7 unless said otherwise.
        case cut = "ingest-cut"
        /// One in so many events is kept with another text in one of its members; 7 unless said otherwise.
        case changed = "ingest-changed"
        /// The credential is refused.
        case denied = "ingest-denied"
        /// A new backing index is begun after so many requests; 1 unless said otherwise.
        case rollover = "ingest-rollover"
        /// Ingestion is switched off.
        case blocked = "ingest-blocked"

        fileprivate var usualValue: Double {
            switch self {
            case .busy: 3
            case .busyItems: 2
            case .refused, .diverted, .cut, .changed: 7
            case .large: 4096
            case .dropsOld: 24
            case .lost, .silent, .broken, .timeout, .unacknowledged, .denied, .rollover, .blocked: 1
            }
        }
    }

    package let kind: Kind
    package let value: Double

    /// Reads `name` or `name=number`; nil for a name that is not known or a number that is none or negative.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        self.kind = kind
        guard parts.count == 2 else {
            value = kind.usualValue
            return
        }
        guard let value = Double(parts[1]), value >= 0, value.isFinite else { return nil }
        self.value = value
    }
}

/// The faults of those who take events for one simulated SIEM, and how often each has struck.
package final class DeliveryFaultBoard: Sendable {
    private let faults: [DeliveryFault]
    private let strikes = Mutex<[DeliveryFault.Kind: Int]>([:])

    /// Takes the faults that a scenario names; names of other kinds of faults are left out.
    package init(_ names: [String]) { faults = names.compactMap { DeliveryFault($0) } }

    /// The number of a fault; nil when the scenario does not have it.
    package func value(_ kind: DeliveryFault.Kind) -> Double? { faults.first { $0.kind == kind }?.value }

    /// Whether a fault that happens so many times happens now; counts it if so.
    package func strike(_ kind: DeliveryFault.Kind) -> Bool {
        guard let value = value(kind) else { return false }
        return strikes.withLock { strikes in
            let met = strikes[kind, default: 0]
            guard met < Int(value) else { return false }
            strikes[kind] = met + 1
            return true
        }
    }

    /// Whether a fault that hits one in so many texts hits this one; the same text is always hit or never.
    package func hits(_ kind: DeliveryFault.Kind, _ text: [UInt8]) -> Bool {
        guard let value = value(kind), value >= 1 else { return false }
        let hash = text.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return SeededGenerator.mix(hash) % UInt64(value) == 0
    }

    /// How often each fault that is counted has struck.
    package var struck: [DeliveryFault.Kind: Int] { strikes.withLock { $0 } }
}

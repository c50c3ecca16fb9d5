/// What goes wrong when a simulated SIEM is asked, as a scenario names it: `throttled` or `cap=500`.
package struct QueryFault: Hashable, Sendable {
    /// The kinds there are; those that a product does not know leave it alone.
    package enum Kind: String, Sendable, CaseIterable {
        /// An answer holds so many records at most, said the way the product says it; 500 unless said otherwise.
        case cap
        /// An answer lacks a share of its records and says so, the way the product says it; always.
        case partial
        /// An answer breaks off after so many bytes, so many times; the first answer unless said otherwise.
        case cutStream = "cut-stream"
        /// So many first requests are told to slow down; 3 unless said otherwise.
        case throttled
        /// The context of a listing is gone after its first page, so many times; once unless said otherwise.
        case expired = "expired-context"
        /// Events are dated to whole units of so many seconds, so that many share one time; 60 unless said otherwise.
        case ties
        /// What was ingested within so many seconds before the question is not visible yet; 90 unless said otherwise.
        case lateIndex = "late-index"
        /// The newer form of the interface is not there, as with older versions.
        case older
        /// The first so many questions end with a gateway's time-out; 2 unless said otherwise.
        case timeout
        /// Questions that are wider than so many hours end with a gateway's time-out; 6 unless said otherwise.
        case wideTimeout = "wide-timeout"
        /// The credential is refused.
        case denied
        /// Count and listing differ by so many records, which the listing lacks; 1 unless said otherwise.
        case short
        /// The second page of a listing is the first one again, without end.
        case loop
        /// The answer is a success without a body, so many times; once unless said otherwise.
        case empty

        fileprivate var usualValue: Double {
            switch self {
            case .cap: 500
            case .throttled: 3
            case .ties: 60
            case .lateIndex: 90
            case .timeout: 2
            case .wideTimeout: 6
            case .partial, .cutStream, .expired, .older, .denied, .short, .loop, .empty: 1
            }
        }
    }

    package let kind: Kind
    package let value: Double

    /// Reads `name` or `name=number`; nil for a name that is not known or a number that is none or negative.
    package init?(_ text: String) {
        guard let read = FaultText<Kind>(text) else { return nil }
        kind = read.kind
        value = read.number ?? read.kind.usualValue
    }
}

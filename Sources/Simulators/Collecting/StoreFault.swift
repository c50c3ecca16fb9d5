/// What the simulated SIEM does to documents that did arrive, as a scenario names it: `cut` or `cut=4096`.
package struct StoreFault: Hashable, Sendable {
    /// The kinds there are.
    package enum Kind: String, Sendable, CaseIterable {
        /// Raw text ends after so many bytes; 8,192 unless said otherwise.
        case cut
        /// Documents of more bytes are dropped; 65,536 unless said otherwise.
        case oversize
        /// A steady share is dropped by counting; one in a hundred unless said otherwise.
        case sample
        /// A share is dropped by chance; one in a hundred unless said otherwise.
        case random
        /// Of each UTC day, by when they were taken, only so many documents are kept; 10,000 unless said otherwise.
        case dailyCap = "daily-cap"
        /// The share dropped in the busiest minute, and less in quieter ones; a fifth unless said otherwise.
        case datagrams
        /// Events of one user and operation within so many seconds become one document; 1 unless said otherwise.
        case fold
        /// A share loses its id; one in a hundred unless said otherwise.
        case blankID = "blank-id"
        /// Documents whose address is IPv6 are dropped.
        case address
        /// Documents of users whose name is not ASCII are dropped.
        case nonASCII = "non-ascii"
        /// Documents with a line feed in a value are dropped; `framing=2` drops the next one of the stream with each.
        case framing
        /// A share of the batches of ten is stored a second time in the place of the next batch.
        case resent
        /// Documents of events that were older than so many hours when the SIEM was read are dropped; 24 unless said
        /// otherwise.
        case retention

        /// The number that counts when none is given.
        fileprivate var usualValue: Double {
            switch self {
            case .cut: 8_192
            case .oversize: 65_536
            case .sample, .random, .blankID, .resent: 0.01
            case .dailyCap: 10_000
            case .datagrams: 0.2
            case .retention: 24
            case .fold, .address, .nonASCII, .framing: 1
            }
        }
    }

    package let kind: Kind
    /// A number of bytes or a share, as the kind needs.
    package let value: Double

    /// Reads `name` or `name=number`; nil for a name that is not known or a number that is none or negative.
    package init?(_ text: String) {
        guard let read = FaultText<Kind>(text) else { return nil }
        kind = read.kind
        value = read.number ?? read.kind.usualValue
    }
}

/// One of the two parties an audit compares.
package enum Side: UInt8, Sendable, CaseIterable {
    /// The cloud audit-log API, or a recording of it, that says which events exist.
    case authority = 0
    /// The SIEM, or an export of it, that should hold them.
    case siem = 1

    /// The word used in reports and findings: `authority` or `siem`.
    package var word: String {
        switch self {
        case .authority: "authority"
        case .siem: "siem"
        }
    }

    /// The side this one is compared with.
    package var other: Side { self == .authority ? .siem : .authority }
}

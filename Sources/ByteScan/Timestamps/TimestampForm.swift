/// The ways of writing a time that the reader knows.
package enum TimestampForm: UInt8, Sendable, CaseIterable {
    /// `2026-11-14T02:00:00.123Z`, with or without a zone.
    case iso
    /// `2026-11-14 02:00:00.123 GMT`: a space where ISO has a T.
    case isoSpaced
    /// `2026/11/14 02:00:00`.
    case yearSlashed
    /// `2026-11-14` or `2026/11/14` alone; other dates without a time of day count to their own form.
    case dateOnly
    /// `11/14/2026, 2:00:00 AM` or `14/11/2026 02:00:00`; dashes may stand for the slashes.
    case slashed
    /// `14.11.2026 02:00:00`, always day first.
    case dotted
    /// `Nov 14, 2026 @ 02:00:00.000`.
    case monthNamed
    /// `14 Nov 2026 02:00:00`, `14-Nov-2026 02:00:00` or `14/Nov/2026:02:00:00 +0000`.
    case dayMonthNamed
    /// `Nov 14 02:00:00` of RFC 3164, which has neither year nor zone.
    case syslog
    /// Seconds since the Unix epoch.
    case epochSeconds
    /// Milliseconds since the Unix epoch.
    case epochMilliseconds
    /// Microseconds since the Unix epoch.
    case epochMicroseconds
    /// Nanoseconds since the Unix epoch.
    case epochNanoseconds
    /// `/Date(1763085600000)/`: milliseconds since the Unix epoch; an offset inside names the writer's zone only.
    case dotNet

    /// Example of the form, for messages.
    package var example: String {
        switch self {
        case .iso: "2026-11-14T02:00:00Z"
        case .isoSpaced: "2026-11-14 02:00:00"
        case .yearSlashed: "2026/11/14 02:00:00"
        case .dateOnly: "2026-11-14"
        case .slashed: "11/14/2026, 2:00:00 AM"
        case .dotted: "14.11.2026 02:00:00"
        case .monthNamed: "Nov 14, 2026 @ 02:00:00.000"
        case .dayMonthNamed: "14 Nov 2026 02:00:00"
        case .syslog: "Nov 14 02:00:00"
        case .epochSeconds: "1794621600"
        case .epochMilliseconds: "1794621600000"
        case .epochMicroseconds: "1794621600000000"
        case .epochNanoseconds: "1794621600000000000"
        case .dotNet: "/Date(1794621600000)/"
        }
    }
}

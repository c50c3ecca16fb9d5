import AuditModel

/// An instant as AWS signatures write it.
struct SigningTime: Hashable, Sendable {
    /// `20260101T010203Z`.
    let text: String

    /// Takes nanoseconds since the Unix epoch; the fraction of a second is cut off.
    init(_ nanoseconds: Int64) { text = InstantText.compact(nanoseconds) }

    /// `20260101`.
    var day: String { String(text.prefix(8)) }
}

/// A part of the window in which a side is not known to be whole.
package struct UnknownPart: Hashable, Sendable {
    package let side: Side
    /// Half-open, nanoseconds since the Unix epoch; nil means "to the window's edge".
    package let from: Int64?
    package let to: Int64?
    package let scope: Scope?
    /// A code of the contract's closed list.
    package let reason: String
    package let detail: String

    /// Describes such a part.
    package init(side: Side, from: Int64?, to: Int64?, scope: Scope? = nil, reason: String, detail: String) {
        self.side = side
        self.from = from
        self.to = to
        self.scope = scope
        self.reason = reason
        self.detail = detail
    }

    /// Whether an event of this time and scope falls into the part; an untimed event falls into every one.
    package func covers(_ nanoseconds: Int64?, scope other: Scope?) -> Bool {
        if let scope, scope != other { return false }
        guard let nanoseconds else { return true }
        return (from ?? .min) <= nanoseconds && nanoseconds < (to ?? .max)
    }
}

/// A stretch of missing events.
package struct Gap: Hashable, Sendable {
    /// From 1, in order of time.
    package let id: Int
    /// Time of the first missing event, and one unit after the last; nil for untimed events.
    package let from: Int64?
    package let to: Int64?
    package let missing: Int
    /// Authority events in the stretch, the missing ones included.
    package let of: Int
    package let scope: [Scope]
    package let cause: Cause?
    /// Whether the row only gathers single losses of a day.
    package let scattered: Bool

    /// Makes a gap.
    package init(
        id: Int, from: Int64?, to: Int64?, missing: Int, of: Int, scope: [Scope] = [], cause: Cause? = nil,
        scattered: Bool = false
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.missing = missing
        self.of = of
        self.scope = scope
        self.cause = cause
        self.scattered = scattered
    }
}

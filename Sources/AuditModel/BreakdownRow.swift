/// How much of one value's events is missing.
package struct BreakdownRow: Hashable, Sendable {
    /// A preset column, as the authority names it.
    package let field: String
    package let value: String
    /// Events of the authority with that value, and how many of them are missing.
    package let authority: Int
    package let missing: Int
    /// Missing rate of the value over that of all other events, events in named gaps left out; nil where the other rate
    /// is 0.
    package let riskRatio: Double?

    /// Makes a row.
    package init(field: String, value: String, authority: Int, missing: Int, riskRatio: Double?) {
        self.field = field
        self.value = value
        self.authority = authority
        self.missing = missing
        self.riskRatio = riskRatio
    }
}

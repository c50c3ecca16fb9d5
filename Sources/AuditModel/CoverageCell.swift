/// Counts of one stretch of time and one scope.
package struct CoverageCell: Hashable, Sendable {
    package let window: TimeWindow
    package let scope: Scope?
    package let authority: Int
    package let missing: Int
    package let extra: Int
    package let state: CoverageState

    /// Makes a cell.
    package init(
        window: TimeWindow, scope: Scope?, authority: Int, missing: Int, extra: Int, state: CoverageState
    ) {
        self.window = window
        self.scope = scope
        self.authority = authority
        self.missing = missing
        self.extra = extra
        self.state = state
    }
}

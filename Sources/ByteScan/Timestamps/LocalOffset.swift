/// Which offsets from UTC fit a local time in one zone; seconds, positive east.
package enum LocalOffset: Hashable, Sendable {
    /// The clocks show it once.
    case once(Int)
    /// The clocks show it twice, first with `earlier`, then with `later`.
    case twice(earlier: Int, later: Int)
    /// The clocks skip it: they ran with `before` until the change and with `after` from then on.
    case never(before: Int, after: Int)

    /// The offset that readings use: the only one, or the one before the change.
    package var preferred: Int {
        switch self {
        case .once(let offset): offset
        case .twice(let earlier, _): earlier
        case .never(let before, _): before
        }
    }
}

import AuditModel

/// What one cell of the strip shows: the classes of `ux.md`, and states in which there is no share to show.
enum StripCell: Int, CaseIterable {
    case whole, under1, under10, under50, half, notAudited, unsettled, nothing

    /// What the counts of a cell amount to.
    ///
    /// Losses come first: an unknown part of the cell must not hide them, and nothing unknown may look whole.
    init(_ tally: StripTally) {
        self =
            if tally.missing > 0 {
                Self.share(tally)
            } else if tally.hasUnknown {
                .notAudited
            } else if tally.hasUnsettled {
                .unsettled
            } else if tally.authority == 0 {
                .nothing
            } else {
                .whole
            }
    }

    /// The glyph, with block characters or in ASCII.
    func glyph(blocks: Bool) -> Character {
        switch self {
        case .whole: blocks ? "·" : "."
        case .under1: blocks ? "▁" : "1"
        case .under10: blocks ? "▃" : "3"
        case .under50: blocks ? "▅" : "5"
        case .half: blocks ? "█" : "9"
        case .notAudited: "?"
        case .unsettled: "~"
        case .nothing: " "
        }
    }

    /// What the legend says about it; nil for empty cells, which need no sign.
    var words: String? {
        switch self {
        case .whole: "whole"
        case .under1: "under 1 %"
        case .under10: "under 10 %"
        case .under50: "under 50 %"
        case .half: "50 % or more"
        case .notAudited: "not audited"
        case .unsettled: "not settled"
        case .nothing: nil
        }
    }

    private static func share(_ tally: StripTally) -> StripCell {
        // Divisions instead of products: counts may be large.
        let (missing, events) = (tally.missing, max(tally.authority, tally.missing))
        if missing >= events - events / 2 { return .half }
        if Double(missing) * 10 >= Double(events) { return .under50 }
        return Double(missing) * 100 >= Double(events) ? .under10 : .under1
    }
}

/// Sums over the coverage buckets that one cell, or one row, gathers.
struct StripTally {
    private(set) var authority = 0
    private(set) var missing = 0
    private(set) var extra = 0
    private(set) var hasUnknown = false
    private(set) var hasUnsettled = false

    /// Adds a bucket.
    mutating func add(_ bucket: CoverageCell) {
        authority += bucket.authority
        missing += bucket.missing
        extra += bucket.extra
        switch bucket.state {
        case .unknown: hasUnknown = true
        case .unsettled: hasUnsettled = true
        case .audited, .nothing: break
        }
    }
}

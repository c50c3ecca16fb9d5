/// Which missing events the page shows: at most 2,000, of each gap at least 20 where there is room, evenly spread over
/// each gap.
package struct EventQuota: Sendable {
    /// The most events that are shown.
    package static let mostRows = 2_000
    private static let leastOfGap = 20

    /// Of one group of events: how many there are, how many are shown, how many were seen.
    private struct Share {
        let all: Int
        var shown = 0
        var seen = 0
    }

    /// By the gap's number; 0 stands for events in no gap.
    private var shares: [Int: Share] = [:]

    /// Divides the rows among the gaps.
    ///
    /// - Parameters:
    ///   - counts: missing events by the gap's number.
    ///   - missing: all missing events, those in no gap included.
    package init(counts: [Int: Int], missing: Int, most: Int = EventQuota.mostRows) {
        let inGaps = counts.values.reduce(0, +)
        for (gap, count) in counts { shares[gap] = Share(all: count) }
        if missing > inGaps { shares[0] = Share(all: missing - inGaps) }
        let gaps = shares.keys.sorted()
        var left = most
        // Small groups first get what they ask for; what they leave goes to the larger ones.
        for (index, gap) in gaps.sorted(by: { (all($0), $0) < (all($1), $1) }).enumerated() {
            let least = min(all(gap), Self.leastOfGap, left / (gaps.count - index))
            shares[gap]?.shown = least
            left -= least
        }
        let rest = gaps.reduce(0) { $0 + all($1) - shown($1) }
        guard rest > 0 else { return }
        let room = min(left, rest)
        left = room
        for gap in gaps {
            let wanted = all(gap) - shown(gap)
            let more = min(wanted, Int(Double(wanted) / Double(rest) * Double(room)))
            shares[gap]?.shown += more
            left -= more
        }
        // What rounding left over.
        for gap in gaps where left > 0 && shown(gap) < all(gap) {
            shares[gap]?.shown += 1
            left -= 1
        }
    }

    /// Whether the next event of a gap is shown; events come in the order of their file.
    package mutating func takes(gap: Int?) -> Bool {
        let number = gap.flatMap { shares[$0] == nil ? nil : $0 } ?? 0
        guard var share = shares.removeValue(forKey: number), share.all > 0 else { return false }
        // Event i of n is shown where i·k/n passes a whole number: k of them, evenly spread.
        let before = share.seen * share.shown / share.all
        share.seen += 1
        let isTaken = share.seen * share.shown / share.all > before
        shares[number] = share
        return isTaken
    }

    private func all(_ gap: Int) -> Int { shares[gap]?.all ?? 0 }
    private func shown(_ gap: Int) -> Int { shares[gap]?.shown ?? 0 }
}

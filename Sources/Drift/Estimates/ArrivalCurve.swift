import Glibc

/// How long events take from the API to the SIEM, when some have not arrived, be they late or lost.
///
/// The estimate of Kaplan and Meier with Greenwood's variance. Where it levels off, the events that remain are taken as
/// lost, as far as the longest wait tells.
package struct ArrivalCurve: Sendable {
    /// An event that waited so many seconds, and arrived then or was still absent.
    package struct Wait: Hashable, Sendable {
        package let seconds: Double
        package let hasArrived: Bool

        /// Describes a wait.
        package init(seconds: Double, hasArrived: Bool) {
            self.seconds = seconds
            self.hasArrived = hasArrived
        }
    }

    /// Seconds, ascending, at which events arrived.
    private var times: [Double] = []
    /// The share still absent after each.
    private var absent: [Double] = []
    /// Greenwood's sum after each.
    private var sums: [Double] = []
    package let count: Int
    package let absentCount: Int
    /// Whether some absent event waited longer than any that arrived, so that the level says something.
    package let levelsOff: Bool

    /// Estimates; the order of the waits makes no difference.
    package init(_ waits: [Wait]) {
        let ordered = waits.sorted { ($0.seconds, $0.hasArrived ? 0 : 1) < ($1.seconds, $1.hasArrived ? 0 : 1) }
        count = waits.count
        absentCount = waits.count { !$0.hasArrived }
        var (index, share, sum) = (0, 1.0, 0.0)
        while index < ordered.count {
            let seconds = ordered[index].seconds
            let waiting = Double(ordered.count - index)
            var arrived = 0.0
            while index < ordered.count, ordered[index].seconds == seconds {
                if ordered[index].hasArrived { arrived += 1 }
                index += 1
            }
            guard arrived > 0 else { continue }
            share *= 1 - arrived / waiting
            if waiting > arrived { sum += arrived / (waiting * (waiting - arrived)) }
            times.append(seconds)
            absent.append(share)
            sums.append(sum)
        }
        let lastArrival = times.last ?? 0
        levelsOff = ordered.last.map { !$0.hasArrived && $0.seconds > lastArrival } ?? false
    }

    /// The share that has not arrived after so many seconds.
    package func absentShare(after seconds: Double) -> Double {
        let index = times.firstIndex(above: seconds) - 1
        return index < 0 ? 1 : absent[index]
    }

    /// The share that never arrives with its limits at 95 %; the limits are those of the logarithm of its logarithm, which
    /// keep within 0 and 1.
    package var lost: (share: Double, low: Double, high: Double) {
        guard let share = absent.last, let sum = sums.last else { return (count == 0 ? 0 : 1, 0, 1) }
        guard share > 0 else { return (0, 0, ShareBound.upper(0, of: count)) }
        guard share < 1, sum > 0 else { return (share, 0, 1) }
        let spread = 1.96 * sum.squareRoot() / abs(log(share))
        return (share, pow(share, exp(spread)), pow(share, exp(-spread)))
    }

    /// The seconds that this share of the events that do arrive stays within; nil where none arrives.
    package func quantile(_ share: Double) -> Double? {
        guard let level = absent.last, level < 1 else { return nil }
        let index = absent.firstIndex { (1 - $0) / (1 - level) >= share - 1e-12 }
        return index.map { times[$0] } ?? times.last
    }
}

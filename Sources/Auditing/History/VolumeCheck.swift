import AuditModel

/// Compares how many events the authority has in an hour with what is usual at that hour of the week.
///
/// Where both sides lack the same events nothing is missing; only such a hint tells. The usual number is the median of
/// earlier weeks, its spread the median absolute deviation, not less than that of counts and than that of all hours.
struct VolumeCheck {
    /// An hour in which the authority has far less than usual.
    struct ThinHour: Hashable, Sendable {
        let from: Int64
        let count: Int
        let usual: Double
        /// Weeks that the usual number comes from.
        let weeks: Int
    }

    /// Weeks below which nothing is said.
    static let leastWeeks = 4
    /// How many spreads below the usual number an hour is thin.
    private static let spreads = 4.0
    /// Hours with fewer events than that say nothing.
    private static let leastUsual = 30.0
    /// From the median absolute deviation to the standard deviation of a normal law.
    private static let normal = 1.4826
    private static let hour: Int64 = 3_600_000_000_000
    private static let hoursOfWeek = 168

    private struct Usual {
        let median: Double
        let spread: Double
        let weeks: Int
    }

    private let usual: [Int: Usual]
    /// The spread as a share of the usual number, in the median of all hours.
    private let share: Double

    /// Learns from the hours of earlier runs, in order of their starts; of an hour that several had, the last counts.
    ///
    /// - Parameter start: hours from then on are left out, since the new run has them itself.
    init(hours: [EarlierRun.Hour], before start: Int64) {
        var counts: [Int64: Int] = [:]
        for hour in hours where hour.from < start { counts[hour.from] = hour.count }
        var byHour: [Int: [Double]] = [:]
        for (from, count) in counts { byHour[Self.hourOfWeek(from), default: []].append(Double(count)) }
        usual = byHour.filter { $0.value.count >= Self.leastWeeks }.mapValues { values in
            let median = Self.median(values)
            let deviation = Self.median(values.map { abs($0 - median) }) * Self.normal
            return Usual(median: median, spread: deviation, weeks: values.count)
        }
        let shares = usual.values.filter { $0.median >= Self.leastUsual }.map { $0.spread / $0.median }
        share = shares.isEmpty ? 0 : Self.median(shares)
    }

    /// The thin hours among these, in their order.
    func thin(_ hours: [EarlierRun.Hour]) -> [ThinHour] {
        hours.compactMap { hour in
            guard let usual = usual[Self.hourOfWeek(hour.from)], usual.median >= Self.leastUsual else { return nil }
            let spread = max(usual.spread, usual.median.squareRoot(), share * usual.median)
            guard Double(hour.count) < usual.median - Self.spreads * spread else { return nil }
            return ThinHour(from: hour.from, count: hour.count, usual: usual.median, weeks: usual.weeks)
        }
    }

    /// The hint; nil without a thin hour.
    func problem(_ hours: [EarlierRun.Hour], name: String) -> Problem? {
        let thin = thin(hours)
        guard let worst = thin.max(by: { $0.usual - Double($0.count) < $1.usual - Double($1.count) }) else {
            return nil
        }
        let many = thin.count == 1 ? "1 hour" : "\(thin.count) hours"
        return Problem(
            .note, "W-THIN", "\(name) itself has far fewer events than usual in \(many)",
            place: InstantText.rfc3339(worst.from),
            means:
                "\(worst.count) events in the hour from then on; \(Int(worst.usual.rounded())) are the median of that"
                + " hour of the week in \(worst.weeks) weeks of earlier runs",
            effect: "a hint alone: what the source itself lost is missing on both sides, and no verdict tells",
            fix: "see whether the service was up then, or pull the hour again later")
    }

    /// Monday's first hour, UTC, is 0: the epoch began on a Thursday.
    private static func hourOfWeek(_ instant: Int64) -> Int {
        let hours = Int(EventTime.floor(instant, hour) / hour) + 72
        return ((hours % hoursOfWeek) + hoursOfWeek) % hoursOfWeek
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

import AuditModel

/// What the chart of delays draws: seconds between an event and its visibility.
struct ChartedDelay {
    /// Events that came between two delays in seconds, the second excluded; infinite where there is no end.
    struct Bin {
        let from: Double
        let to: Double
        let count: Int
    }

    /// How many events a look-back loses.
    struct LookBack {
        let seconds: Double
        let later: Int
    }

    let count: Int
    /// By share, 0.5 for the median.
    let quantiles: [(share: Double, seconds: Double)]
    /// One for all events that were visible before they happened, one for those below a second.
    let bins: [Bin]
    /// Of the events that were seen.
    let longest: Double?
    let lookBacks: [LookBack]
    let recommended: LookBack?
    /// The delays of each content type, most events first; empty where there is one only.
    let types: [(name: String, figures: ChartedDelay)]
    /// What cannot be said, in sentences.
    let remarks: [String]

    /// Takes the report's figures; nil when there are none with a histogram of at least one event.
    init?(_ report: DelayReport?) {
        guard let report else { return nil }
        self.init(
            count: report.count, quantiles: report.quantiles, longest: report.longestSeconds,
            histogram: report.histogram, lookback: report.lookback,
            recommended: report.recommended.map { LookBack(seconds: Double($0.lookbackSeconds), later: $0.misses) },
            types: report.types.compactMap { type in ChartedDelay(type).map { (type.scope.value, $0) } },
            remarks: report.remarks)
    }

    private init?(_ type: DelayReport.TypeDelay) {
        self.init(
            count: type.count, quantiles: type.quantiles, longest: nil, histogram: type.histogram,
            lookback: type.lookback,
            recommended: nil, types: [], remarks: [])
    }

    private init?(
        count: Int, quantiles: [DelayReport.Quantile], longest: Double?, histogram: [DelayReport.Bin],
        lookback: [DelayReport.Lookback],
        recommended: LookBack?, types: [(name: String, figures: ChartedDelay)], remarks: [String]
    ) {
        guard count > 0, histogram.contains(where: { $0.count > 0 }) else { return nil }
        self.count = count
        self.quantiles = quantiles.map { ($0.share, $0.seconds) }
        self.longest = longest
        bins = Self.joined(
            histogram.map { bin in
                Bin(
                    from: bin.from.map(Double.init) ?? -.infinity, to: bin.to.map(Double.init) ?? .infinity,
                    count: bin.count)
            })
        lookBacks = lookback.map { LookBack(seconds: Double($0.seconds), later: $0.later) }
        self.recommended = recommended
        self.types = types
        self.remarks = remarks
    }

    /// Events later than each bin's end.
    var later: [(seconds: Double, count: Int)] {
        var left = bins.reduce(0) { $0 + $1.count }
        return bins.map { bin in
            left -= bin.count
            return (bin.to, left)
        }
    }

    /// Events later than each delay of which that is known, ascending: those of the look-back table lie between the bins'.
    var stillToCome: [(seconds: Double, count: Int)] {
        var known = Dictionary(later.map { ($0.seconds, $0.count) }, uniquingKeysWith: min)
        for row in lookBacks { known[row.seconds] = row.later }
        var least = Int.max
        return known.sorted { $0.key < $1.key }.map { seconds, count in
            least = min(least, count)
            return (seconds, least)
        }
    }

    /// The bins with those that share a place on the axis, below 0 and below 1 s, put together.
    private static func joined(_ bins: [Bin]) -> [Bin] {
        var joined: [Bin] = []
        for bin in bins {
            if let last = joined.last, bin.to <= 0 || last.from >= 0 && bin.to <= 1 {
                joined[joined.count - 1] = Bin(from: last.from, to: bin.to, count: last.count + bin.count)
            } else {
                joined.append(bin)
            }
        }
        return joined
    }
}

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
    let bins: [Bin]
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
            count: report.count, quantiles: report.quantiles, histogram: report.histogram, lookback: report.lookback,
            recommended: report.recommended.map { LookBack(seconds: Double($0.lookbackSeconds), later: $0.misses) },
            types: report.types.compactMap { type in ChartedDelay(type).map { (type.scope.value, $0) } },
            remarks: report.remarks)
    }

    private init?(_ type: DelayReport.TypeDelay) {
        self.init(
            count: type.count, quantiles: type.quantiles, histogram: type.histogram, lookback: type.lookback,
            recommended: nil, types: [], remarks: [])
    }

    private init?(
        count: Int, quantiles: [DelayReport.Quantile], histogram: [DelayReport.Bin], lookback: [DelayReport.Lookback],
        recommended: LookBack?, types: [(name: String, figures: ChartedDelay)], remarks: [String]
    ) {
        guard count > 0, histogram.contains(where: { $0.count > 0 }) else { return nil }
        self.count = count
        self.quantiles = quantiles.map { ($0.share, $0.seconds) }
        bins = histogram.map { bin in
            Bin(
                from: bin.from.map(Double.init) ?? -.infinity, to: bin.to.map(Double.init) ?? .infinity,
                count: bin.count)
        }
        lookBacks = lookback.map { LookBack(seconds: Double($0.seconds), later: $0.later) }
        self.recommended = recommended
        self.types = types
        self.remarks = remarks
    }

    /// Events later than each bin's end, for the share that is still to come.
    var later: [(seconds: Double, count: Int)] {
        var left = bins.reduce(0) { $0 + $1.count }
        return bins.map { bin in
            left -= bin.count
            return (bin.to, left)
        }
    }
}

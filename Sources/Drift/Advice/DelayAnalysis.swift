package import AuditModel

/// From observed delays to what a report says of them.
package struct DelayAnalysis: Sendable {
    private let measurement: DelayMeasurement
    private let question: DelayQuestion
    /// Of all events; nil where too few are known.
    package let estimate: DelayEstimate?

    private static let mostTypes = 20
    private static let leastPerHour = 100
    private static let day: Int64 = 86_400_000_000_000

    /// Estimates what all events share.
    package init(_ measurement: DelayMeasurement, _ question: DelayQuestion) {
        self.measurement = measurement
        self.question = question
        estimate = DelayEstimate(measurement.delays)
    }

    /// Everything that can be said; the same observations give the same report.
    package var report: DelayReport {
        var report = DelayReport()
        report.count = measurement.delays.count * measurement.oneIn
        report.oneIn = measurement.oneIn
        report.uncertaintySeconds = uncertainty
        report.early = measurement.delays.count { $0.seconds < 0 } * measurement.oneIn
        report.longestSeconds = measurement.delays.map(\.seconds).max()
        report.histogram = bins(measurement.delays)
        report.pollDrift = pollDrift
        report.toSIEM = delivery
        if let estimate { fill(&report, estimate) }
        report.remarks = DelayRemarks(measurement: measurement, question: question, report: report).sentences
        return report
    }

    private func fill(_ report: inout DelayReport, _ estimate: DelayEstimate) {
        let young = YoungEvents(estimate.table, estimate.curve, estimate.bootstrap)
        let advice = LookbackAdvice(estimate, question, events: Double(report.count) + young.count * factor)
        report.quantiles = estimate.quantiles
        report.supportedSeconds = estimate.curve.support
        report.lookback = advice.table
        report.recommended = advice.recommendation
        report.stillToCome = stillToCome(young)
        report.types = types
        report.hours = hours(estimate)
    }

    private var factor: Double { Double(measurement.oneIn) }

    /// The middle one: half of the events are known better.
    private var uncertainty: Double {
        let all = measurement.delays.map(\.uncertainty).sorted()
        return all.isEmpty ? 0 : all[all.count / 2]
    }

    private func bins(_ delays: [ObservedDelay]) -> [DelayReport.Bin] {
        var histogram = DelayHistogram()
        for delay in delays { histogram.record(delay.seconds) }
        return histogram.bins(times: measurement.oneIn)
    }

    private func stillToCome(_ young: YoungEvents) -> DelayReport.StillToCome? {
        guard let last = measurement.delays.map(\.until).max(), last != .max else { return nil }
        return DelayReport.StillToCome(
            count: Int((young.count * factor).rounded()),
            error: Int((2 * young.deviation * factor.squareRoot()).rounded(.up)),
            through: last - Int64(young.leastAge * 1e9))
    }

    private var pollDrift: DelayReport.PollDrift? {
        let drifts = measurement.pollDrifts.sorted()
        guard let most = drifts.last else { return nil }
        return DelayReport.PollDrift(polls: drifts.count, medianSeconds: drifts[drifts.count / 2], mostSeconds: most)
    }

    private var delivery: DelayReport.Delivery? {
        guard let waits = measurement.waits, !waits.isEmpty else { return nil }
        let curve = ArrivalCurve(waits)
        let quantiles = [0.5, 0.99].compactMap { share -> DelayReport.Quantile? in
            guard waits.count >= 100, let seconds = curve.quantile(share) else { return nil }
            return .init(share: share, seconds: seconds, naiveSeconds: seconds, upperSeconds: nil)
        }
        let lost = curve.lost
        return DelayReport.Delivery(
            count: curve.count * measurement.oneIn, absent: curve.absentCount * measurement.oneIn,
            quantiles: quantiles, lostShare: lost.share, lowLostShare: lost.low, highLostShare: lost.high)
    }

    // MARK: Parts

    private var types: [DelayReport.TypeDelay] {
        let groups = Dictionary(grouping: measurement.delays, by: \.type)
        guard groups.count > 1 else { return [] }
        let named = groups.compactMap { code, delays in scope(code).map { (scope: $0, delays: delays) } }
        // Codes depend on who saw what first; names and counts do not.
        let ordered = named.sorted { ($1.delays.count, $0.scope.value) < ($0.delays.count, $1.scope.value) }
        return ordered.prefix(Self.mostTypes).map { type($0.scope, $0.delays) }
    }

    private func scope(_ code: Int) -> Scope? {
        code < measurement.scopes.count ? measurement.scopes[code] : nil
    }

    private func type(_ scope: Scope, _ delays: [ObservedDelay]) -> DelayReport.TypeDelay {
        let count = delays.count * measurement.oneIn
        let advice = DelayEstimate(delays, draws: 200).map { estimate in
            (estimate, LookbackAdvice(estimate, question, events: Double(count)))
        }
        return DelayReport.TypeDelay(
            scope: scope, count: count, quantiles: advice?.0.quantiles ?? [], histogram: bins(delays),
            lookback: advice?.1.table ?? [], settledSeconds: advice?.1.settledSeconds)
    }

    /// Hours with few events take the figures of all.
    private func hours(_ estimate: DelayEstimate) -> [DelayReport.HourDelay] {
        guard measurement.delays.count >= Self.leastPerHour else { return [] }
        let groups = Dictionary(grouping: measurement.delays) { delay in
            Int((delay.event % Self.day + Self.day) % Self.day / 3_600_000_000_000)
        }
        return (0..<24).map { hour in
            let delays = groups[hour] ?? []
            let own = delays.count >= Self.leastPerHour ? DelayCurve(DelayTable(delays)) : nil
            let curve = own ?? estimate.curve
            return DelayReport.HourDelay(
                hour: hour, count: delays.count * measurement.oneIn, medianSeconds: curve.quantile(0.5),
                p95Seconds: curve.quantile(0.95), isPooled: own == nil)
        }
    }

    /// Horizons of the source and of each type that could be bounded.
    ///
    /// - Parameters:
    ///   - source: as ``MeasuredHorizon/source`` has it.
    ///   - measured: when it was asked, nanoseconds since the Unix epoch.
    package static func horizons(
        _ report: DelayReport, source: String, measured: Int64
    ) -> [MeasuredHorizon] {
        let missShare = report.recommended?.missShare ?? 0
        let all = report.recommended?.settledSeconds.map {
            MeasuredHorizon(
                source: source, type: nil, seconds: $0, missShare: missShare, events: report.count, measured: measured)
        }
        return [all].compactMap(\.self)
            + report.types.compactMap { type in
                type.settledSeconds.map {
                    MeasuredHorizon(
                        source: source, type: type.scope.value, seconds: $0, missShare: missShare, events: type.count,
                        measured: measured)
                }
            }
    }

    /// Horizons that a later report shows to be too short: more events come later than they allow for, at 95 % confidence.
    package static func refuted(_ horizons: [MeasuredHorizon], by report: DelayReport) -> [MeasuredHorizon] {
        horizons.filter { horizon in
            let rows =
                horizon.type.map { type in report.types.first { $0.scope.value == type }?.lookback ?? [] }
                ?? report.lookback
            return rows.contains { $0.seconds == horizon.seconds && $0.lowShare > horizon.missShare }
        }
    }
}

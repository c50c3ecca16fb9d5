import AuditModel
import Simulators

/// What the laws of all families do alike; the numbers are theirs.
extension Scenario {
    /// Adds a defect of the collector.
    mutating func plant(_ code: DefectCode, _ change: (inout CollectorPlan) -> Void = { _ in }) {
        var plan = CollectorPlan(defect: code.rawValue)
        change(&plan)
        collector.append(plan)
    }

    /// The only source that a trial's tenant has.
    var source: String { tenant.sources.first ?? "" }

    /// One of the types that the tenant has.
    func type(_ draw: inout Draw) -> String? {
        let own = tenant.types
        let usual = ServiceCatalogue.entry(source)?.shape.usualTypes ?? []
        return draw.pick((own.isEmpty ? usual : own).map(\.name))
    }

    /// All events in one stream, so that limits strike all of them alike.
    mutating func keepOneType(_ draw: inout Draw) {
        guard let type = type(&draw) else { return }
        tenant.types = [.init(type, share: 1)]
    }

    /// What loses nothing: times cut to seconds or minutes, local times of one of those zones, or another defect as it is.
    mutating func plantChange(_ code: DefectCode?, zones: [String], _ draw: inout Draw) {
        guard let code else { return }
        let unit = code == .coarseTime ? draw.pick([Span.second, Span.minute]) : nil
        plant(code) { $0.span = unit }
        if code == .localTime { siem.zone = draw.pick(zones) }
    }

    // MARK: Collectors

    /// A collector that works for a while after each start; all in nanoseconds.
    mutating func plantLife(_ life: Int64, period: Int64, first: Int64, every: Int64, delay: Int64) {
        plant(.stopsAfterStart) { plan in
            (plan.span, plan.period, plan.from, plan.every, plan.delay) = (life, period, first, every, delay)
        }
    }

    /// A hole between polls that is a share of their distance, in whole seconds and two of them at least.
    mutating func plantHole(every: Int64, share: Double, delay: Int64) {
        let hole = max(2 * Span.second, EventTime.floor(Int64(Double(every) * share), Span.second))
        plant(.holeBetweenPolls) { ($0.every, $0.span, $0.delay) = (every, hole, delay) }
    }

    /// The distance of polls that bring about as many records as a limit: some end at it, some stay below.
    ///
    /// - Parameters:
    ///   - times: the multiple of the limit that is aimed at.
    ///   - lengths: the distances there are, in nanoseconds.
    func pollLength(around limit: Int, times: Double, among lengths: [Int64]) -> Int64 {
        let rate = Double(tenant.events) / Double(tenant.length)
        let wanted = Double(limit) * times / rate
        return lengths.min { abs(Double($0) - wanted) < abs(Double($1) - wanted) } ?? Span.hour
    }

    /// The limits that enough polls can reach; the first where none can.
    func fitting(_ limits: [Int]) -> [Int] {
        let fitting = limits.filter { $0 <= tenant.events / 12 }
        return fitting.isEmpty ? Array(limits.prefix(1)) : fitting
    }

    /// Stretches that are asked for once, and answers of no more than so many records.
    mutating func plantLimit(
        _ code: DefectCode, _ limit: Int, every: Int64, delay: Int64, isNewestFirst: Bool
    ) {
        plant(.windowsOnce) { ($0.every, $0.delay) = (every, delay) }
        plant(code) { ($0.size, $0.isNewestFirst) = (limit, isNewestFirst) }
    }

    /// Shortens the log so that blobs hold that many events, enough for whole ones to be told from single events.
    mutating func fillBlobs(of span: Int64, with events: Int) {
        let days = tenant.events / Int(Span.day / span * Int64(events))
        tenant.length = Int64(min(Int(tenant.length / Span.day), max(1, days))) * Span.day
    }

    // MARK: Stores

    /// Losses in proportion to the rate, up to a share in the busiest minute.
    ///
    /// Of such losses some 100 are needed before even who knows the proportion finds it likelier than chance by the margin
    /// that a name takes, 0.14 of log-likelihood an event.
    ///
    /// - Parameter least: events that the busiest minute's share would lose.
    mutating func plantRateLoss(share: Double, least: Double) {
        tenant.events = max(tenant.events, Int(least / share))
        siem.faults.append("datagrams=\(share)")
    }

    /// The oldest share of the log is no longer kept.
    mutating func plantRetention(lost share: Double) {
        let kept = Double(tenant.length) * (1 - share)
        let age = Double((tenant.now ?? tenant.length) - tenant.length)
        siem.faults.append("retention=\((age + kept) / Double(Span.hour))")
    }

    /// A volume a day that is a share of the mean one, over some days at least, and read some days later.
    mutating func plantDailyCap(days: Int64, later: Int64, share: Double) {
        tenant.length = max(tenant.length, days * Span.day)
        tenant.now = max(tenant.now ?? 0, tenant.length + later * Span.day)
        let daily = tenant.events / Int(tenant.length / Span.day)
        siem.faults.append("daily-cap=\(Int(Double(daily) * share))")
    }

    /// Long texts up to a multiple of a limit, 40 MiB of them at most, so that a trial stays small.
    mutating func lengthenTexts(around limit: Int, times: Int, share: Double) {
        tenant.habits.longest = limit * times
        let usual = Double(limit * times) / 5
        tenant.habits.longShare = min(share, 40_000_000 / usual / Double(tenant.events))
    }
}

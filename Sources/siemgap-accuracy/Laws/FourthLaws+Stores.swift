import Simulators

/// Losses of the transport and the store.
extension FourthLaws {
    static let stores = StoreNumbers(
        rate: .init(shares: 0.03...0.85, least: 500),
        folds: .init(bursts: 0.03...0.45, faults: ["fold", "fold=2", "fold=15", "fold=60"]), forgotten: 0.01...0.55,
        samples: .init(
            shares: [0.02, 0.03, 0.075, 1.0 / 9, 1.0 / 7, 0.18, 0.22, 0.28, 0.42, 0.55], days: 3, later: 4,
            volumes: 0.55...0.97),
        chance: .init(shares: 0.0006...0.6, singles: 0.75, mostResent: 0.35), otherShapes: 2,
        sizes: .init(
            limits: [3_500, 7_000, 9_216, 15_360, 32_000, 61_440, 65_507, 102_400], times: 7, shares: 0.02...0.5
        ) { $0.chance(0.3) },
        lines: .init(
            officeTypes: [
                .init("AzureActiveDirectory", share: 0.4), .init("OneDrive", share: 0.35),
                .init("PowerBI", share: 0.25),
            ], shares: 0.006...0.25))

    /// Where the rate changes: of a log that comes evenly such a loss is one by chance.
    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.tenant.habits.day.contrast = max(1, scenario.tenant.habits.day.contrast)
        scenario.plantRateLoss(share: draw.magnitude(stores.rate.shares), least: stores.rate.least)
    }

    /// Whole days that are kept, read when a share of the log is older.
    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let length = scenario.tenant.length
        let lost = Int64(draw.magnitude(stores.forgotten) * Double(length) / 1e9) * Span.second
        let days = [1, 3, 5, 7, 10, 14, 30, 45, 90].filter { $0 * Span.day >= length - lost + 2 * Span.hour }
        let kept = draw.pick(days) * Span.day
        scenario.tenant.now = lost + kept
        scenario.siem.faults.append("retention=\(kept / Span.hour)")
    }

    /// An address mapped as IPv4, a name in another coding, or an operation whose fields conflict, from the beginning or
    /// from the day on which a new index took the other mapping.
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        // Not every event of these services shows an address, or a name.
        let (showsAddress, showsName) = (scenario.source != "github-audit", scenario.source != "graph-sign-ins")
        switch draw.whole(0...1 + stores.otherShapes) {
        case 0 where showsAddress: scenario.siem.faults.append("address")
        case 1 where showsName: scenario.siem.faults.append("non-ascii")
        default:
            let type = scenario.type(&draw)
            let operations = type.flatMap { ServiceCatalogue.entry(scenario.source)?.shape.operations(of: $0) } ?? []
            let isLater = operations.count > 1 && draw.chance(0.3)
            let from = isLater ? Int64(draw.number(0.2...0.5) * Double(scenario.tenant.length)) : nil
            scenario.plant(.rejectsDocuments) { ($0.scope, $0.from) = (type, from) }
        }
    }
}

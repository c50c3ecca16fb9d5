import AuditModel
import Simulators

/// Losses of the collector.
extension FourthLaws {
    static let polls = PollNumbers(
        // Tokens of the login service live 60 to 90 minutes; a watchdog or a timer starts the collector anew.
        lives: .init(
            lengths: Span.minutes([60, 70, 80, 85]), rests: Span.minutes([15, 35, 50, 70, 85]), starts: 0...180,
            every: Span.seconds([90, 180, 420, 600])),
        holes: .init(
            textShare: 0.12, textEvery: Span.seconds([20, 60, 90, 150]),
            every: Span.seconds([60, 90, 210, 420, 540, 720, 1_080, 1_500, 2_100, 3_600, 5_400]),
            shares: 0.006...0.3),
        haste: .init(
            every: Span.seconds([60, 90, 180, 420, 660, 1_500, 3_600]),
            delays: Span.seconds([0, 45, 300, 600, 1_200, 2_700, 5_400]),
            lookbacks: Span.seconds([0, 0, 90, 900]), codes: [.newestCheckpoint, .newestCheckpoint, .windowsOnce]),
        limits: .init(
            events: 40_000, caps: [1_100, 1_500, 2_000, 3_333, 5_000, 9_999, 10_000], pages: pages(of:),
            times: 0.55...1.7,
            every: Span.seconds([90, 150, 210, 420, 660, 840, 1_200, 1_500, 2_400, 3_600, 5_400, 9_000])
                + Span.minutes([180, 240, 360, 480, 720, 1_440])),
        ties: .init(
            events: 24_000, sourceShare: 0.85,
            sources: ["cloudtrail", "github-audit", "okta-system-log", "graph-directory-audits"], bursts: 0.2...0.5,
            every: Span.minutes([25, 40, 60, 90, 180, 360]), pages: { pages(of: $0).filter { $0 <= 100 } }))

    /// The sizes that operators leave or set, up to the largest that a service gives.
    @Sendable private static func pages(of source: String) -> [Int] {
        switch source {
        case "okta-system-log": [100, 200, 500, 1_000]
        case "graph-directory-audits": [50, 100, 250, 999]
        case "graph-sign-ins": [100, 250, 500, 1_000]
        case "github-audit": [30, 75, 100]
        case "cloudtrail": [20, 50]
        case "graph-risk-detections": [20, 50, 100, 500]
        default: [100]
        }
    }

    /// One to four stops, of all types, one, or one stream of them; the collector looks back a little when it is back.
    static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let scope = draw.chance(0.2) ? stream(of: scenario, &draw) : nil
        let every = draw.pick(Span.seconds([60, 90, 180, 420, 900]))
        let count = draw.whole(1...4)
        for _ in 0..<count {
            let lookback = draw.pick(Span.seconds([0, 0, 90, 600, 1_800]))
            let length = lookback + draw.span(20 * Span.minute...scenario.tenant.length * 2 / Int64(5 * count))
            let share = draw.number(0.03...0.55)
            let from = EventTime.floor(Int64(share * Double(scenario.tenant.length)), Span.second)
            scenario.plant(.outage) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
                plan.every = every
            }
        }
    }

    /// Pages as the service makes them or as an operator asked for them.
    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        spread(&scenario, &draw)
        plantTies(&scenario, &draw)
    }

    /// Content that is gone when it is asked for, or listed behind the cursor; among other laws too it is the office
    /// service's, and what they struck is drawn anew.
    static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        if isUnchosen(scenario) || scenario.source != office {
            serve(office, &scenario, &draw)
            fillLate(&scenario, &draw)
            for place in scenario.collector.indices where scenario.collector[place].scope != nil {
                scenario.collector[place].scope = scenario.type(&draw)
            }
        }
        let batch = draw.pick(Span.minutes([5, 7, 12, 20, 30]))
        scenario.tenant.habits.batch = batch
        scenario.tenant.events = max(scenario.tenant.events, 12 * Int(scenario.tenant.length / batch))
        let code = draw.pick([DefectCode.dropsGoneBlobs, .forwardOnlyBlobs])
        let share = draw.magnitude(0.005...0.4)
        scenario.plant(code) { $0.share = share }
    }

    /// A content type or workload, a kind of sign-ins, an include or a region that is not asked for.
    static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if isUnchosen(scenario) {
            let source = draw.pick([office, office, "graph-sign-ins", "github-audit", "cloudtrail"])
            serve(source, &scenario, &draw)
            if source == office { fillLate(&scenario, &draw) }
        }
        let scope = stream(of: scenario, &draw)
        scenario.plant(.lacksType) { $0.scope = scope }
    }

    /// A type, or in the office service as likely the content type that holds it.
    private static func stream(of scenario: Scenario, _ draw: inout Draw) -> String? {
        let type = scenario.type(&draw)
        guard scenario.source == office, draw.chance(0.5) else { return type }
        return type.map { ContentType(workload: $0).rawValue }
    }
}

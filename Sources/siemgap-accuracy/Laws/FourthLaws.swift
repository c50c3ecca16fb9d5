import Simulators

/// Laws that held-out trials are drawn from: tenants of other places, days and mixes, and operators with other habits.
///
/// Written from the stories of the field alone, before the tests they are to try. Where the drawn numbers take one and
/// the same set of events under two causes, ``TwinCauses`` has both names: a type that is not asked for and does one
/// thing only, and a refused operation that is all a type does. Other such numbers are not drawn: no stop begins with
/// the log, as the edge of what is kept would, no limit of a search is as small as a page, no limit of a page as large
/// as a search's, and a refusal that begins one day is of a type that does other things as well.
enum FourthLaws: NumberedLaws {
    static let office = "o365-management"

    private static let guidSources: Set = [office, "okta-system-log", "graph-sign-ins", "cloudtrail"]

    /// What tenants do in a service, one line a tenant; an empty one is as usual.
    private static let mixes: [String: [[TenantPlan.EventType]]] = [
        office: [
            [],
            mix(["Exchange": 0.55, "AzureActiveDirectory": 0.25, "SharePoint": 0.12, "MicrosoftTeams": 0.08]),
            mix(["SharePoint": 0.4, "OneDrive": 0.3, "AzureActiveDirectory": 0.22, "DLP": 0.08]),
            mix(["AzureActiveDirectory": 0.5, "MicrosoftTeams": 0.3, "PowerBI": 0.2]),
        ],
        "okta-system-log": [
            [], mix(["user": 0.9, "application": 0.06, "policy": 0.04]),
            mix(["user": 0.45, "policy": 0.35, "system": 0.2]),
        ],
        "graph-directory-audits": [[], mix(["GroupManagement": 0.65, "UserManagement": 0.3, "Policy": 0.05])],
        "graph-sign-ins": [
            [],
            mix([
                "nonInteractiveUser": 0.55, "servicePrincipal": 0.3, "interactiveUser": 0.08, "managedIdentity": 0.07,
            ]),
        ],
        "github-audit": [mix(["git": 0.7, "web": 0.3]), mix(["web": 0.85, "git": 0.15])],
        "cloudtrail": [
            mix(["us-east-1": 0.5, "eu-west-3": 0.3, "ap-south-1": 0.15, "sa-east-1": 0.05]),
            mix(["eu-central-1": 0.75, "us-east-1": 0.25]),
        ],
    ]

    static func days(_ draw: inout Draw) -> Int { draw.pick([1, 2, 4, 7, 11, 14]) }

    static func kind(_ draw: inout Draw) -> String {
        draw.pick(["elasticsearch", "elasticdump", "ndjson", "splunk-csv", "splunk-json", "la-csv"])
    }

    static func zone(_ draw: inout Draw) -> String {
        draw.pick(["Europe/Helsinki", "America/Chicago", "Asia/Singapore", "Australia/Adelaide", "Asia/Dubai"])
    }

    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let defect = draw.pick(
            [
                nil, nil, .localTime, .coarseTime, .ingestTime, .keepsRepeats, .rewritesIDs, .swapsDayAndMonth,
                .epochUnit,
            ] as [DefectCode?])
        // An id that is no GUID is another one in another dress.
        let isLost = defect == .rewritesIDs && !guidSources.contains(scenario.source)
        scenario.plantChange(
            isLost ? nil : defect, zones: ["Europe/Dublin", "America/Halifax", "Asia/Yangon", "Australia/Adelaide"],
            &draw)
    }

    // MARK: Tenants

    /// Blobs of the office service a few minutes to hours later, now and then held up for hours, or events of another
    /// service one by one.
    static func log(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard isUnchosen(scenario) else { return }
        guard draw.chance(0.5) else {
            serve(otherSource(&draw), &scenario, &draw)
            scenario.tenant.delay = DelayPlan(
                law: draw.pick([.lognormal, .exponential, .uniform]),
                median: draw.span(2 * Span.second...40 * Span.minute), sigma: draw.number(0.3...1.1),
                lateShare: draw.pick([0, 0, 0.004]), lateBy: draw.span(2 * Span.hour...2 * Span.day))
            return
        }
        serve(office, &scenario, &draw)
        fillLate(&scenario, &draw)
    }

    /// Whether no law has chosen a service yet.
    static func isUnchosen(_ scenario: Scenario) -> Bool {
        scenario.tenant.habits.batch == nil && scenario.source == office
    }

    /// How late blobs of the office service come: all of them, those of one workload, and those of a bad afternoon.
    static func fillLate(_ scenario: inout Scenario, _ draw: inout Draw) {
        let median = draw.span(2 * Span.minute...80 * Span.minute)
        scenario.tenant.habits.batch = draw.pick(Span.minutes([1, 4, 7, 12, 20]))
        scenario.tenant.delay = DelayPlan(
            law: .lognormal, median: median, sigma: draw.number(0.3...0.9),
            lateShare: draw.pick([0, 0, 0.0005, 0.003, 0.015]), lateBy: draw.span(4 * Span.hour...3 * Span.day))
        if draw.chance(0.3), let last = scenario.tenant.types.indices.last {
            scenario.tenant.types[last].delay = DelayPlan(law: .exponential, median: 3 * median)
        }
        if draw.chance(0.25) {
            let from = Int64(draw.number(0.1...0.7) * Double(scenario.tenant.length))
            scenario.api.append(
                APIFault(
                    .lateEvent, from: from, to: from + draw.span(2 * Span.hour...8 * Span.hour),
                    share: draw.number(0.2...0.7), by: draw.span(2 * Span.hour...12 * Span.hour)))
        }
    }

    /// A log that a collector can keep up with; gives how far behind now it asks.
    static func steadyLog(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64 {
        let isOffice = draw.chance(0.25)
        serve(isOffice ? office : otherSource(&draw), &scenario, &draw)
        guard isOffice || draw.chance(0.65) else { return draw.pick(Span.seconds([0, 45, 200, 600])) }
        let slack = draw.pick(isOffice ? Span.minutes([12, 20, 45, 120]) : Span.seconds([90, 150, 420, 720, 1_500]))
        // A blob becomes readable with its last event.
        let room = isOffice ? slack - 2 * Span.minute : slack
        if isOffice { scenario.tenant.habits.batch = Span.minute }
        let most = Int64(Double(room) * draw.number(0.2...0.95))
        scenario.tenant.delay = DelayPlan(law: draw.pick([.constant, .uniform]), median: most / 2)
        return slack
    }

    /// One of the mixes and days that tenants of a service have; events can be read at once.
    static func serve(_ source: String, _ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.sources = [source]
        scenario.tenant.types = draw.pick(mixes[source] ?? [[]])
        spread(&scenario, &draw)
    }

    /// Days of any place and contrast, with or without a job by night and acts of several events; logs begin at any
    /// second.
    static func spread(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.habits.day.ahead = draw.whole(-9...12)
        scenario.tenant.habits.day.contrast = draw.pick([0, 0.4, 1, 1, 1.3, 1.7])
        if draw.chance(0.25) {
            scenario.tenant.habits.day.rushHour = draw.whole(0...5)
            scenario.tenant.habits.day.rush = draw.magnitude(3...25)
        }
        if draw.chance(0.3) { scenario.tenant.habits.bursts = draw.number(0.01...0.1) }
        if case .at(let start) = scenario.tenant.from, draw.chance(0.6) {
            scenario.tenant.from = .at(start + Int64(draw.whole(1...3_599)) * Span.second)
        }
    }

    private static func otherSource(_ draw: inout Draw) -> String {
        draw.pick([
            "okta-system-log", "graph-directory-audits", "graph-sign-ins", "github-audit", "cloudtrail",
            "graph-risk-detections",
        ])
    }

    private static func mix(_ shares: KeyValuePairs<String, Double>) -> [TenantPlan.EventType] {
        shares.map { TenantPlan.EventType($0.key, share: $0.value) }
    }
}

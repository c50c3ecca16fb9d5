/// What collectors and stores lose.
extension ShapeScenario {
    static let collectors: [ShapeScenario] = [
        ShapeScenario("late-arrival", events: 1_500).delayed(median: 4 * minute).collector(.newestCheckpoint) {
            ($0.every, $0.delay) = (5 * minute, 420 * second)
        },
        ShapeScenario("poll-hole").collector(.holeBetweenPolls) { ($0.every, $0.span) = (10 * minute, 40 * second) },
        ShapeScenario("first-page", events: 1_500, source: "okta-system-log").collector(.windowsOnce) {
            $0.every = 60 * minute
        }
        .collector(.firstPageOnly) { $0.size = 50 },
        ShapeScenario("result-cap", events: 11_000)
            .with { ($0.tenant.types, $0.siem.kind) = ([.init("SharePoint", share: 1)], "ndjson") }
            .collector(.windowsOnce) { $0.every = 12 * hour }.collector(.resultCap) { $0.size = 5_000 },
        ShapeScenario("outage-all-types").delayed(median: minute).collector(.outage) {
            ($0.from, $0.to) = (10 * hour, 12 * hour)
        },
        ShapeScenario("quiet-night", events: 400, hours: 96).delayed(median: minute),
        ShapeScenario("type-lost").collector(.lacksType) { $0.scope = "SharePoint" },
        ShapeScenario("address-shape").store("address"),
        ShapeScenario("framing").habits { $0.multiline = 0.04 }
            .with { $0.tenant.types = [.init("SharePoint", share: 0.6), .init("AzureActiveDirectory", share: 0.4)] }
            .store("framing=2"),
        ShapeScenario("cut-8192").habits { ($0.longShare, $0.longest) = (0.05, 65_536) }
            .with { $0.siem.kind = "ndjson" }.store("cut=8192"),
        ShapeScenario("oversize").habits { ($0.longShare, $0.longest) = (0.15, 262_144) }.store("oversize=65536"),
        ShapeScenario("rate-loss").store("datagrams=0.5"),
        ShapeScenario("blobs-lost", events: 1_500).delayed(median: 2 * minute)
            .collector(.dropsGoneBlobs) { $0.share = 0.04 },
        ShapeScenario("token-rhythm").collector(.stopsAfterStart) {
            ($0.span, $0.period) = (60 * minute, 90 * minute)
        },
        ShapeScenario("boundary-ties", events: 2_500).habits { $0.bursts = 0.5 }
            .collector(.exclusiveBound) { ($0.every, $0.size) = (minute, 10) },
        ShapeScenario("retention-edge", hours: 72).store("retention=96"),
        ShapeScenario("sampling").store("sample=0.125"),
        ShapeScenario("daily-cap", hours: 72).store("daily-cap=200"),
        ShapeScenario("random-loss", events: 3_000).store("random=0.01"),
        ShapeScenario("dozen-missing", events: 1_500).store("random=0.008"),
        ShapeScenario("two-causes").habits { ($0.longShare, $0.longest) = (0.1, 65_536) }
            .store("oversize=8192").collector(.outage) { ($0.from, $0.to) = (8 * hour, 10 * hour) },
    ]
}

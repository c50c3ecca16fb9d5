/// What sides hold, how they write it, and when they say it happened.
extension ShapeScenario {
    /// 2024-02-28, 2025-12-31, 2026-10-24 and 2026-11-02, each at midnight UTC; seconds since the Unix epoch.
    private static let (beforeLeapDay, yearEnd) = (Int64(1_709_078_400), Int64(1_767_139_200))
    private static let (beforeWinterTime, november) = (Int64(1_792_800_000), Int64(1_793_577_600))

    static let sides: [ShapeScenario] = [
        ShapeScenario("perfect").delayed(median: 3 * minute),
        ShapeScenario("unsettled-tail", hours: 48).delayed(median: 3 * minute)
            .collector(.outage) { $0.from = 46 * hour }
            .with { ($0.settle, $0.tenant.now) = (day, $0.tenant.length + hour) },
        ShapeScenario("empty-siem").collector(.outage),
        ShapeScenario("empty-authority").with { $0.asked = [] },
        ShapeScenario("both-empty", events: 0),
        ShapeScenario("wider-siem", source: "graph-sign-ins").with { $0.asked = ["interactiveUser"] },
        ShapeScenario("leap-day", hours: 60).starting(at: beforeLeapDay * second).delayed(median: 3 * minute),
        ShapeScenario("year-end", hours: 48).starting(at: yearEnd * second).delayed(median: 3 * minute),
    ]

    static let records: [ShapeScenario] = [
        ShapeScenario("id-collision").habits { $0.bursts = 0.1 }.store("fold"),
        ShapeScenario("blank-id").store("blank-id=0.03"),
        ShapeScenario("rewritten-ids").collector(.rewritesIDs),
        ShapeScenario("repeats").collector(.keepsRepeats) { $0.lookback = 12 * minute },
        ShapeScenario("updated-records").service(APIFault(.changedRecord, share: 0.05)),
        ShapeScenario("repeats-hide-loss").store("resent=0.03"),
        ShapeScenario("replayed-blob", events: 1_000).service(APIFault(.repeatedRecord, share: 0.03, by: 5 * day))
            .with { $0.tenant.from = .before(8 * day) },
        ShapeScenario("no-ids").service(APIFault(.missingIDs)),
    ]

    static let times: [ShapeScenario] = [
        ShapeScenario("shift-2h").collector(.localTime).with { $0.siem.zone = "Africa/Johannesburg" },
        ShapeScenario("dst-half", hours: 48).starting(at: beforeWinterTime * second).collector(.localTime)
            .with { $0.siem.zone = "Europe/Berlin" },
        ShapeScenario("whole-seconds", source: "graph-sign-ins").collector(.coarseTime),
        ShapeScenario("whole-minutes").collector(.coarseTime) { $0.span = minute },
        ShapeScenario("day-month", hours: 120).starting(at: november * second).collector(.swapsDayAndMonth),
        ShapeScenario("epoch-unit").collector(.epochUnit) { $0.size = 1000 },
        ShapeScenario("ingest-time").delayed(median: 5 * minute).collector(.ingestTime),
    ]
}

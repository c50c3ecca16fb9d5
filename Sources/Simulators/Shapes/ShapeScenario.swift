/// Builds the scenarios of shapes: an Office 365 tenant whose log ends two days before now unless told otherwise.
struct ShapeScenario {
    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let day = 24 * hour

    private(set) var scenario: Scenario

    /// A tenant without anything wrong.
    ///
    /// - Parameters:
    ///   - events: how many.
    ///   - hours: how long the log is.
    init(_ name: String, events: Int = 800, hours: Int64 = 24, source: String = "o365-management") {
        let days = (hours + 23) / 24
        scenario = Scenario(
            name: name, seed: SeededGenerator.hash(seed: 56, name) & 0xFFFF,
            tenant: TenantPlan(
                sources: [source], from: .before((days + 2) * Self.day), length: hours * Self.hour, events: events))
    }

    /// The scenario with something more.
    func with(_ change: (inout Scenario) -> Void) -> ShapeScenario {
        var copy = self
        change(&copy.scenario)
        return copy
    }

    /// Events become readable after a delay of that median, in blobs.
    func delayed(median: Int64, sigma: Double = 1) -> ShapeScenario {
        with { scenario in
            scenario.tenant.delay = DelayPlan(law: .lognormal, median: median, sigma: sigma)
            scenario.tenant.habits.batch = 5 * Self.minute
        }
    }

    /// With another defect of the collector.
    func collector(_ code: DefectCode, _ change: (inout CollectorPlan) -> Void = { _ in }) -> ShapeScenario {
        var plan = CollectorPlan(defect: code.rawValue)
        change(&plan)
        return with { $0.collector.append(plan) }
    }

    /// With another fault of the store.
    func store(_ fault: String) -> ShapeScenario { with { $0.siem.faults.append(fault) } }

    /// With another fault of the service.
    func service(_ fault: APIFault) -> ShapeScenario { with { $0.api.append(fault) } }

    /// With a log that begins at an instant, as a clock shows it that stands five days behind the log's end, or nearer,
    /// so that a service which keeps a week serves it whole.
    ///
    /// - Parameter instant: nanoseconds since the Unix epoch, UTC.
    func starting(at instant: Int64) -> ShapeScenario {
        with { scenario in
            scenario.tenant.from = .at(instant)
            let length = scenario.tenant.length
            scenario.tenant.now = length + max(2 * Self.day, min(5 * Self.day, 7 * Self.day - length))
        }
    }

    /// With habits of its events.
    func habits(_ change: (inout EventHabits) -> Void) -> ShapeScenario { with { change(&$0.tenant.habits) } }
}

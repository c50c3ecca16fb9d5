package import AuditModel
package import Auditing
package import ExportReaders
package import Pulling
package import SIEMStores
package import Settings

/// What commands are given: the run's surroundings, and the work that is done elsewhere.
package struct CommandContext: Sendable {
    /// Does one audit.
    package typealias Audit = @Sendable (AuditOrder, RunContext, @escaping ProgressSink) async throws -> AuditOutcome
    /// Describes files, in the order of the specs.
    package typealias Inspect = @Sendable (SideRequest, RunContext) async throws -> [ExportInspection]

    /// Asks one source or SIEM for a window.
    package typealias Pull =
        @Sendable (ServicePull.Order, RunContext, @escaping ProgressSink) async throws -> PullOutcome

    /// Looks at what the configuration names.
    package typealias Examine =
        @Sendable (Configuration, StateFolder, [String], RunContext) async throws -> [DoctorCheck]

    /// Makes the ways to send to a SIEM and to ask it, for a plan; the flag has the SIEM asked for events' texts as well.
    package typealias Target =
        @Sendable (NamedSIEM, DeliveryMarks, Bool, NetworkSettings, RunContext) async throws -> AskedTarget
    /// Measures the delays of recordings and files.
    package typealias Measure =
        @Sendable (DelayRunner.Order, RunContext, @escaping ProgressSink) async throws -> DelayReport

    package var run: RunContext
    package var audit: Audit
    package var inspect: Inspect
    package var pull: Pull
    package var doctor: Examine
    package var target: Target
    /// A line that the person types, without its end; nil where nobody can be asked.
    package var answer: @Sendable () -> String?
    package var drift: Measure
    /// What those who know the types of sources and SIEMs add to the configuration's rules.
    package var configurationRules: ConfigurationRules
    /// Reports signals to the run; nil where none are watched.
    package var signals: SignalWatch?

    /// Gathers what commands need.
    package init(
        run: RunContext, audit: @escaping Audit, inspect: @escaping Inspect, pull: @escaping Pull = Wiring.pull,
        doctor: @escaping Examine = Wiring.doctor, target: @escaping Target = Wiring.target,
        answer: @escaping @Sendable () -> String? = { nil },
        drift: @escaping Measure = Wiring.drift,
        configurationRules: ConfigurationRules = ConfigurationRules(), signals: SignalWatch? = nil
    ) {
        self.run = run
        self.audit = audit
        self.inspect = inspect
        self.pull = pull
        self.doctor = doctor
        self.target = target
        self.answer = answer
        self.drift = drift
        self.configurationRules = configurationRules
        self.signals = signals
    }
}

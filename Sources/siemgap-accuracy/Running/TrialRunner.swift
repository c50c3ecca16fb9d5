import AuditModel
import Auditing
import Foundation
import Simulators

/// Plays a trial's tenant and collector, writes both sides, and audits them.
struct TrialRunner: Sendable {
    /// Shares of missing events between which a trial counts, and how often another one is drawn in its place.
    private static let shares = 0.0005...0.62
    private static let attempts = 6

    let plan: TrialPlan
    let context: RunContext
    /// The folder that takes a folder a trial.
    let folder: String
    /// Whether the files stay.
    let keeps: Bool

    /// Runs the trial of a number.
    func run(_ number: Int, row: String) async -> TrialOutcome {
        var outcome = TrialOutcome(row: row, name: "\(row)-\(number)", seed: 0)
        do {
            let (trial, audit) = try fitting(number, row: row)
            outcome.name = trial.scenario.name
            outcome.seed = trial.scenario.seed
            outcome.planted = audit.truth.causes
            outcome.twins = TwinCauses.names(of: trial.scenario, shape: audit.tenant.shape)
                .reduce(into: [:]) { $0[$1.key.rawValue] = $1.value.rawValue }
            outcome.plantedTimes = TimeTruth.faults(of: audit, trial.scenario)
            let home = folder + "/" + trial.scenario.name
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            let authority = try audit.write(to: home + "/sides", recorded: true)
            let answer = try await PairAudit(context: context, folder: home).run(
                authority: home + "/sides/" + authority, siem: home + "/sides/" + audit.export.kind.fileName)
            outcome.take(answer, truth: Set(audit.truth.missing))
            if !keeps { try FileManager.default.removeItem(atPath: home) }
        } catch let problem as any Explained {
            outcome.failure = problem.problem.what
        } catch {
            outcome.failure = String(describing: error)
        }
        return outcome
    }

    /// The first drawn trial that loses neither too little nor too much; else the last one.
    private func fitting(_ number: Int, row: String) throws -> (Trial, SimulatedAudit) {
        var attempt = 0
        while true {
            let trial = plan.trial(number, row: row, attempt: attempt)
            let audit = try Self.audit(trial)
            attempt += 1
            if attempt == Self.attempts || fits(audit.truth, trial) { return (trial, audit) }
        }
    }

    private func fits(_ truth: AuditTruth, _ trial: Trial) -> Bool {
        guard trial.planted != .nothing else { return true }
        let share = Double(truth.missing.count) / Double(max(1, truth.authority.events))
        return truth.missing.count >= TrialScore.least && Self.shares.contains(share)
    }

    /// Plays a trial, so that it can be audited.
    static func audit(_ trial: Trial) throws -> SimulatedAudit {
        let scenario = trial.scenario
        guard let source = scenario.tenant.sources.first, let entry = ServiceCatalogue.entry(source) else {
            throw ScenarioFault("\(scenario.name) has no source", fix: "name one")
        }
        let start = scenario.tenant.start(at: 0)
        let now = start + (scenario.tenant.now ?? scenario.tenant.length)
        let tenant = Tenant(of: scenario, shape: entry.shape, now: now)
        return try SimulatedAudit(of: scenario, tenant: tenant, at: now)
    }
}

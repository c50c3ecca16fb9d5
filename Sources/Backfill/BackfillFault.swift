package import AuditModel
package import Transport

/// Why a plan cannot be made, applied or checked.
package struct BackfillFault: Explained, Hashable {
    package let problem: Problem
    /// 64 for wrong use, 130 after an interruption, else 2.
    package let exitCode: Int

    private init(_ problem: Problem, exitCode: Int = 2) {
        self.exitCode = exitCode
        self.problem = problem
    }

    /// A failure, and one that came while its traces were put down; the first decides how the command ends.
    static func both(_ first: any Error, _ second: any Error) -> any Error {
        guard let first = first as? any Explained, let other = (second as? any Explained)?.problem,
            (other.code, other.place) != (first.problem.code, first.problem.place)
        else { return first }
        let problem = first.problem
        let also = "then \(other.code): \(other.what)" + (other.said.map { " (\($0))" } ?? "")
        return BackfillFault(
            Problem(
                problem.severity, problem.code, problem.what, place: problem.place, said: problem.said,
                means: [problem.means, also].compactMap(\.self).joined(separator: "; "), effect: problem.effect,
                fix: problem.fix), exitCode: first.exitCode)
    }

    // MARK: Runs

    /// A file of the run is not the one its manifest lists.
    static func editedRun(_ path: String, said: String? = nil) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-RUN-EDITED", "\(path) is not what the run wrote", place: path, said: said,
                means: "its SHA-256 differs from the one in the run's manifest, or it is gone",
                effect: "nothing was planned or sent (exit 2)", fix: "restore the file, or run the audit anew"))
    }

    /// The run lists nothing that could be sent.
    static func unusableRun(_ folder: String, _ what: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-RUN", "\(what)", place: folder, effect: "nothing was planned or sent (exit 64)",
                fix: "name the folder of a finished run, or its id"), exitCode: 64)
    }

    /// The run's records hold tokens in place of names.
    static func redactedRun(_ folder: String, _ runID: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-RUN", "run \(runID) is redacted", place: folder,
                means: "its missing.ndjson holds tokens where the events hold names; the SIEM would keep them for ever",
                effect: "nothing was planned or sent (exit 64)", fix: "audit anew without --redact"), exitCode: 64)
    }

    // MARK: Plans

    /// No plan, or more than one, has this name.
    static func noPlan(_ name: String, _ matches: [String]) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-PLAN",
                matches.isEmpty ? "there is no plan \(name)" : "\(name) fits \(matches.count) plans",
                means: matches.isEmpty ? nil : matches.prefix(4).joined(separator: " "),
                effect: "nothing was sent (exit 64)", fix: "siemgap backfill status lists the plans"), exitCode: 64)
    }

    /// A plan's files are not what was written.
    static func editedPlan(_ path: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-PLAN-EDITED", "\(path) is not what siemgap backfill plan wrote", place: path,
                means: "its SHA-256 differs from the one noted when the plan was made: it was edited or damaged",
                effect: "nothing was sent (exit 2)", fix: "make a new plan; siemgap backfill plan takes the settings"))
    }

    /// A plan of a ledger that knows nothing of it.
    static func unknownPlan(_ id: String, ledger: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-PLAN", "the ledger does not know plan \(id)", place: ledger,
                means: "the plan was made with another state folder, or the ledger was replaced",
                effect: "nothing was sent (exit 2)", fix: "name the state folder with --state, or make a new plan"))
    }

    /// What a plan rests on has changed since.
    static func stale(_ plan: BackfillPlan, _ what: String, means: String? = nil) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-PLAN-STALE", "plan \(plan.id) no longer holds: \(what)", place: plan.target.address,
                means: means, effect: "nothing was sent by this command (exit 2)",
                fix: "siemgap backfill plan \(plan.runID) --into \(plan.target.name)"))
    }

    /// The name of the target was not given, or another one was.
    package static func unconfirmed(_ plan: BackfillPlan, given: String?) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-CONFIRM",
                given.map { "\"\($0)\" is not the target of plan \(plan.id)" }
                    ?? "sending into \(plan.target.name) was not confirmed",
                means: "what is sent into a SIEM can seldom be taken out again; its name has to be given",
                effect: "nothing was sent (exit 64)",
                fix: "siemgap backfill apply \(plan.id) --confirm \(plan.target.name)"), exitCode: 64)
    }

    // MARK: Sending

    /// Another process sends to the same target.
    static func busy(_ target: String, by holder: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-LOCKED", "another command sends to \(target)", said: holder,
                effect: "nothing was sent by this command (exit 2)", fix: "wait until it has ended"))
    }

    /// The first event was not found, or refused.
    static func canary(_ plan: BackfillPlan, _ what: String, said: String?, means: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-CANARY", what, place: plan.target.address, said: said, means: means,
                effect: "nothing else was sent (exit 2)",
                fix: "look at the target's index, pipeline and rules, then siemgap backfill apply \(plan.id)"))
    }

    /// The target stopped taking events.
    static func stopped(_ plan: BackfillPlan, _ problem: Problem) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, problem.code, problem.what, place: problem.place, said: problem.said, means: problem.means,
                effect: "what was sent is in the journal; the rest was not sent (exit 2)",
                fix: problem.fix ?? "siemgap backfill apply \(plan.id)"))
    }

    /// The target cannot be reached, does not let the sender in, or gives no answer that can be used.
    package static func target(_ failure: TransportFailure) -> BackfillFault {
        BackfillFault(failure.problem, exitCode: failure.kind == .cancelled ? 130 : 2)
    }

    /// Events were sent several times, and it is still not known whether they are there.
    static func unsettled(_ plan: BackfillPlan, _ count: Int) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-DOUBT", "\(count) events were sent again and again without an acknowledgement",
                place: plan.target.address, means: "the target takes connections but does not answer",
                effect: "they are in the journal; the rest was not sent (exit 2)",
                fix: "when the target is well again: siemgap backfill apply \(plan.id)"))
    }

    /// The person stopped it.
    static func interrupted(_ plan: BackfillPlan) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-INTERRUPTED", "stopped before everything was sent",
                effect: "the batch at hand was finished; what was sent is in the journal",
                fix: "go on with: siemgap backfill apply \(plan.id)"), exitCode: 130)
    }

    // MARK: Asking

    /// An answer about ids is not whole.
    static func notAnswered(_ said: String) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-NOT-ANSWERED", "the SIEM's answer about ids is not whole", said: said,
                means: "an id that such an answer lacks may be there all the same",
                effect: "nothing is known of these events (exit 2)", fix: "run the command again"))
    }

    /// The target can be sent to, not asked.
    static func cannotBeAsked(_ plan: BackfillPlan) -> BackfillFault {
        BackfillFault(
            Problem(
                .error, "E-NOT-READABLE", "\(plan.target.name) cannot be asked what it holds",
                place: plan.target.address,
                means: "its entry in the configuration says how events are sent there and nothing else",
                effect: "whether the events are there is not known (exit 2)",
                fix: "give siems.\(plan.target.name) the type of the SIEM behind it, or look there for the mark "
                    + "siemgap.plan=\(plan.id)"))
    }
}

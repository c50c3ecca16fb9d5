import AuditModel
import Backfill
import EventLedger
import Reports

/// What the steps of a backfill say.
enum BackfillText {
    /// What a plan would do.
    ///
    /// - Parameter width: of a terminal, in characters.
    static func forecast(_ forecast: PlanForecast, as format: CommonOptions.Format, width: Int) -> String {
        switch format {
        case .json: PlanText.json(forecast).text(pretty: true) + "\n"
        case .human: PlanText.human(forecast, width: width)
        default: PlanText.plain(forecast)
        }
    }

    /// What the person is asked before anything is sent.
    static func question(_ plan: BackfillPlan) -> String {
        """
        This sends \(Numerals.counted(plan.events.count, "event")) (\(Numerals.bytes(plan.events.bytes))) into \
        \(Escaping.terminal(plan.target.name)) at \(Escaping.terminal(plan.target.address)).
        Type the target's name to go on: 
        """
    }

    /// What applying a plan came to.
    ///
    /// - Parameter wasFinished: whether an earlier run had sent everything, so that nothing was sent now.
    static func applied(
        _ outcome: ApplyOutcome, wasFinished: Bool, as format: CommonOptions.Format, width: Int
    ) -> String {
        let plan = outcome.plan
        let counts = [
            ("taken", outcome.taken), ("arrived", outcome.arrived), ("present", outcome.present),
            ("refused", outcome.refused), ("unsettled", outcome.unsettled),
            ("possible_repeats", outcome.possibleRepeats),
        ]
        switch format {
        case .json:
            let head: [JSONValue.Member] = [
                .init("schema_version", .string("1.0")), .init("plan", .string(plan.id)),
                .init("target", .string(plan.target.name)), .init("planned", .integer(plan.events.count)),
            ]
            let tail = [JSONValue.Member("sent_earlier", .bool(wasFinished))]
            return JSONValue.object(head + counts.map { .init($0.0, .integer($0.1)) } + tail).text(pretty: true) + "\n"
        case .human: return human(outcome, wasFinished, width)
        default:
            return line(
                ["applied", plan.id, plan.target.name, "planned=\(plan.events.count)"]
                    + counts.map { "\($0.0)=\($0.1)" } + ["sent_earlier=\(wasFinished)"])
        }
    }

    /// What was found of a plan's events.
    static func checked(_ outcome: CheckOutcome, as format: CommonOptions.Format, width: Int) -> String {
        switch format {
        case .json: outcome.json.text(pretty: true) + "\n"
        case .human: human(outcome, width)
        default:
            line([
                "verified", outcome.plan.id, outcome.plan.target.name, "planned=\(outcome.plan.events.count)",
                "found=\(outcome.found)", "absent=\(outcome.absent)", "refused=\(outcome.refused)",
                "compared=\(outcome.compared)", "cut=\(outcome.cut)", "changed=\(outcome.changed)",
                "other_time=\(outcome.otherTime)", "twice=\(outcome.twice)",
                "restored=\(counted(outcome.restored, outcome))",
                "still_missing=\(counted(outcome.stillMissing, outcome))",
                "complete=\(outcome.isComplete)",
            ])
        }
    }

    /// A number of the audited SIEM's events; empty where the target is another one.
    private static func counted(_ number: Int, _ outcome: CheckOutcome) -> String {
        outcome.plan.audited.otherSIEM == nil ? String(number) : ""
    }

    /// How far plans have come, in the order given.
    static func status(_ plans: [PlanStatus], as format: CommonOptions.Format) -> String {
        switch format {
        case .json:
            let document: JSONValue = ["schema_version": .string("1.0"), "plans": .array(plans.map(\.json))]
            return document.text(pretty: true) + "\n"
        case .human where plans.isEmpty: return "There is no plan; siemgap backfill plan RUN --into SIEM makes one.\n"
        case .human: return plans.map(human).joined()
        default: return plans.map(plain).joined()
        }
    }

    // MARK: For people

    private static func human(_ outcome: ApplyOutcome, _ wasFinished: Bool, _ width: Int) -> String {
        let plan = outcome.plan
        guard plan.events.count > 0 else { return "Nothing was sent: plan \(plan.id) holds no event.\n" }
        let name = Escaping.terminal(plan.target.name)
        let sent =
            "\(Numerals.grouped(outcome.taken)) of \(Numerals.counted(plan.events.count, "event")) sent to \(name)"
        var lines = [sent + (outcome.isAcknowledged ? " and acknowledged" : ", which acknowledges nothing")]
        if wasFinished {
            lines = [
                "Nothing was sent now: plan \(plan.id) was sent earlier, and a plan sends each event once",
                " Earlier: " + lines[0],
            ]
        }
        if outcome.arrived > 0 {
            lines.append(" \(Numerals.grouped(outcome.arrived)) had arrived by themselves and were not sent")
        }
        if outcome.present > 0 {
            lines.append(" \(Numerals.grouped(outcome.present)) were there already, as \(name) says")
        }
        if outcome.refused > 0 {
            lines.append(
                " \(Numerals.grouped(outcome.refused)) refused; \(Escaping.terminal(outcome.folder.refusedPath)) says why"
            )
        }
        if outcome.unsettled > 0 {
            lines.append(
                " \(Numerals.grouped(outcome.unsettled)) may or may not be there: no acknowledgement came, and \(name) cannot be asked"
            )
        }
        if outcome.possibleRepeats > 0 {
            lines.append(
                " \(Numerals.grouped(outcome.possibleRepeats)) may be there twice: they were sent again when no acknowledgement came"
            )
        }
        if plan.target.canBeAsked {
            let what = wasFinished ? "Whether they are there now says" : "Next:"
            lines.append(" \(what) siemgap backfill verify \(plan.id)")
        }
        if wasFinished { lines.append(" What is no longer there takes a new audit and a new plan") }
        return broken(lines, width)
    }

    private static func human(_ outcome: CheckOutcome, _ width: Int) -> String {
        let plan = outcome.plan
        let name = Escaping.terminal(plan.target.name)
        var lines = [
            "\(Numerals.grouped(outcome.found)) of \(Numerals.counted(plan.events.count, "planned event")) "
                + "\(plan.events.count == 1 ? "is" : "are") in \(name)"
        ]
        if !outcome.isBegun {
            lines.append(" Nothing was sent yet: siemgap backfill apply \(plan.id)")
        } else if outcome.absent > outcome.refused {
            lines.append(
                " \(Numerals.grouped(outcome.absent - outcome.refused)) are not there; look again later: siemgap backfill verify \(plan.id)"
            )
        }
        if outcome.refused > 0 { lines.append(" \(Numerals.grouped(outcome.refused)) were refused") }
        if outcome.compared < outcome.found {
            let others = outcome.compared == 0 ? "of none of them" : "of \(Numerals.grouped(outcome.compared)) of them"
            lines.append(" \(name) gives the text \(others) in a form that can be compared; of the others id and time")
        }
        if outcome.cut > 0 { lines.append(" \(Numerals.grouped(outcome.cut)) are there only in part") }
        if outcome.changed > 0 { lines.append(" \(Numerals.grouped(outcome.changed)) are not there as they were sent") }
        if outcome.otherTime > 0 {
            lines.append(" \(Numerals.grouped(outcome.otherTime)) stand under another time than their own")
        }
        if outcome.twice > 0 { lines.append(" \(Numerals.grouped(outcome.twice)) are there more than once") }
        if let list = outcome.list { lines.append(" List: \(Escaping.terminal(list))") }
        lines.append(sentence(outcome))
        return broken(lines, width)
    }

    /// Lines broken between words; a blank in front of a line stays in front of its parts.
    private static func broken(_ lines: [String], _ width: Int) -> String {
        lines.flatMap { line in
            TextLayout.paragraph(line.hasPrefix(" ") ? " " : "", line, width: width)
        }.map { $0 + "\n" }.joined()
    }

    private static func sentence(_ outcome: CheckOutcome) -> String {
        if let audited = outcome.plan.audited.otherSIEM {
            let target = Escaping.terminal(outcome.plan.target.name)
            return
                "\(Numerals.grouped(outcome.found)) of \(Numerals.grouped(outcome.plan.events.count)) are in \(target); "
                + "whether they reach \(Escaping.terminal(audited)) only another audit tells."
        }
        let missing = outcome.plan.audited.missing
        let there =
            "Of \(Numerals.counted(missing, "missing event")) \(Numerals.grouped(outcome.restored)) are there now"
        if outcome.stillMissing > 0 { return there + "; \(Numerals.grouped(outcome.stillMissing)) are still missing." }
        if outcome.damaged > 0 {
            return there + ", \(Numerals.grouped(outcome.damaged)) of them cut or changed; the window is not complete."
        }
        if outcome.plan.audited.isWhole { return there + "; the window is complete." }
        return there + "; whether the window is complete is not known, since parts of it could not be audited."
    }

    private static func human(_ status: PlanStatus) -> String {
        let plan = status.plan
        let parts = [
            plan.id, "into \(plan.target.name)", status.state.rawValue,
            "\(Numerals.counted(plan.events.count, "event")), \(Numerals.grouped(status.left)) left to send",
            "valid until \(InstantText.rfc3339(plan.validUntil))",
        ]
        let check = status.check.map {
            "   \(Numerals.grouped($0.restored)) restored, \(Numerals.grouped($0.stillMissing)) still missing\($0.damaged > 0 ? ", \(Numerals.grouped($0.damaged)) cut or changed" : "") on \(InstantText.rfc3339($0.at))\n"
        }
        return parts.map(Escaping.terminal).joined(separator: "   ") + "\n" + (check ?? "")
    }

    private static func plain(_ status: PlanStatus) -> String {
        line([
            "plan", status.plan.id, status.plan.runID, status.plan.target.name, status.state.rawValue,
            "planned=\(status.plan.events.count)", "left=\(status.left)",
            "refused=\(status.applied?.refused ?? 0)", "unsettled=\(status.applied?.unsettled ?? 0)",
            "valid_until=\(InstantText.rfc3339(status.plan.validUntil))",
            "still_missing=\(status.check.map { String($0.stillMissing) } ?? "")",
            "damaged=\(status.check.map { String($0.damaged) } ?? "")",
        ])
    }

    private static func line(_ cells: [String]) -> String {
        cells.map(Escaping.plain).joined(separator: "\t") + "\n"
    }
}

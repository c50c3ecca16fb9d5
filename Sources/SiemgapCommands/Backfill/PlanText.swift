import AuditModel
import Backfill
import Reports
import SIEMStores
import Settings

/// What a new plan would do, in words.
enum PlanText {
    /// A paragraph for each thing to know before the plan is applied, broken at a width in characters.
    static func human(_ forecast: PlanForecast, width: Int) -> String {
        let plan = forecast.plan
        let title =
            "PLAN \(plan.id)   \(Numerals.counted(plan.events.count, "event")), \(Numerals.bytes(plan.events.bytes)), for "
            + "\(plan.target.name). Nothing was sent."
        var rows = [("Target", address(plan.target)), ("Takes", duration(forecast))]
        if let arrived = plan.alreadyArrived {
            rows.append(
                (
                    "Arrived",
                    "\(Numerals.grouped(arrived)) of \(Numerals.grouped(plan.audited.missing)) missing are there by now and are not sent"
                ))
        } else {
            rows.append(("Arrived", "not known: \(plan.target.name) cannot be asked what it holds"))
        }
        rows += plan.leftOut.map { ("Left out", "\(Numerals.grouped($0.count)) \(words($0.reason))") }
        if !plan.leftOut.isEmpty { rows.append(("", forecast.folder.leftOutPath)) }
        if plan.events.count > 0 { rows += expiry(forecast.expiry, plan.events.count).map { ("Expiry", $0) } }
        rows.append(("Repeats", repeats(plan.target)))
        rows.append(("Receipt", receipt(forecast.traits)))
        rows.append(
            (
                "Marks",
                "\(DeliveryMarks.planName)=\(plan.id) and \(DeliveryMarks.sentName) \(place(ofMarks: plan.target.kind))"
            ))
        rows.append(("Alerts", alerts(plan.target)))
        rows.append(("Undo", forecast.traits.undo ?? "not possible: what was sent stays"))
        if let audited = plan.audited.otherSIEM {
            rows.append(
                (
                    "Note",
                    "the run audited \(audited), this plan goes to \(plan.target.name): whether events reach \(audited) only "
                        + "another audit tells"
                ))
        }
        rows += forecast.traits.remarks.map { ("Note", $0) }
        rows.append(
            ("Valid", "until \(InstantText.rfc3339(plan.validUntil)), while run, target and SIEM stay as they are"))
        rows.append(("Next", next(plan)))
        let lines = rows.flatMap { TextLayout.paragraph(" " + $0.0.padding(9), Escaping.terminal($0.1), width: width) }
        return ([Escaping.terminal(title)] + lines).map { $0 + "\n" }.joined()
    }

    /// A line with names and counts, and one for each reason to leave events out.
    static func plain(_ forecast: PlanForecast) -> String {
        let plan = forecast.plan
        let head = [
            "plan", plan.id, plan.runID, plan.target.name, plan.target.kind.rawValue, plan.target.address,
            "events=\(plan.events.count)", "bytes=\(plan.events.bytes)",
            "seconds=\(forecast.seconds.map(String.init) ?? "")",
            "arrived=\(plan.alreadyArrived.map(String.init) ?? "")", "refuses_repeats=\(plan.target.refusesRepeats)",
            "valid_until=\(InstantText.rfc3339(plan.validUntil))", forecast.folder.path,
        ]
        let left = plan.leftOut.map { ["left-out", plan.id, $0.reason.rawValue, String($0.count)] }
        return ([head] + left).map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    /// The plan as its file has it, with what applying it will mean.
    static func json(_ forecast: PlanForecast) -> JSONValue {
        let (plan, expiry, traits) = (forecast.plan, forecast.expiry, forecast.traits)
        return [
            "schema_version": .string("1.0"), "plan": plan.json, "folder": .string(forecast.folder.path),
            "seconds": .count(forecast.seconds),
            "leaves_authority": [
                "gone": .integer(expiry.gone), "leaving": .integer(expiry.leaving),
                "first": .instant(expiry.firstLeaves),
            ],
            "too_old_soon": ["events": .integer(expiry.tooOldSoon), "first": .instant(expiry.firstTooOld)],
            "acknowledgement": .string(traits.acknowledgement.rawValue), "undo": .text(traits.undo),
            "remarks": .array(traits.remarks.map { .string($0) }),
        ]
    }

    // MARK: Words

    private static func address(_ target: BackfillPlan.Target) -> String {
        [target.kind.rawValue, target.address, target.index.map { "index \($0)" }].compactMap(\.self)
            .joined(separator: " ")
    }

    private static func duration(_ forecast: PlanForecast) -> String {
        let limits = forecast.plan.limits
        let rates = [
            limits.eventsPerSecond.map { "\(Numerals.grouped(Int($0))) events" },
            limits.bytesPerSecond.map { Numerals.bytes(Int($0)) },
        ].compactMap(\.self)
        let size =
            "batches of up to \(Numerals.counted(limits.batchEvents, "event")) or \(Numerals.bytes(limits.batchBytes))"
        guard let seconds = forecast.seconds else {
            return "as long as \(forecast.plan.target.name) needs; no rate is set; \(size)"
        }
        return "about \(Numerals.duration(seconds: seconds)) at \(rates.joined(separator: " or ")) a second; \(size)"
    }

    private static func words(_ reason: LeftOut.Reason) -> String {
        switch reason {
        case .tooLarge: "larger than the target takes"
        case .tooOld: "older than the target takes"
        case .tooNew: "further ahead of the clock than the target takes"
        case .untimed: "without a time, which the target needs"
        case .cut: "of which the authority's record is cut; sending it would put damage into the SIEM"
        case .unidentified: "whose id is not in the run's list"
        }
    }

    private static func expiry(_ expiry: ExpiryForecast, _ count: Int) -> [String] {
        var lines: [String] = []
        if let retention = expiry.retention {
            let days = Numerals.duration(seconds: Int(retention / 1_000_000_000))
            if expiry.gone > 0 {
                lines.append(
                    "the source keeps events for \(days): \(Numerals.grouped(expiry.gone)) are gone there, and the run's "
                        + "folder is the only copy at hand")
            }
            if let first = expiry.firstLeaves {
                let seconds = Int((first - expiry.now) / 1_000_000_000)
                let left =
                    seconds < 2 * 86_400 ? Numerals.duration(seconds: seconds) : "\(seconds / 86_400) days"
                let kept = expiry.gone == 0 ? "all \(Numerals.grouped(count))" : "the others"
                lines.append(
                    expiry.leaving == 0
                        ? "the source keeps \(kept) for \(left) more"
                        : "the first leaves the source in \(left), \(Numerals.grouped(expiry.leaving)) within a day; the "
                            + "oldest go first")
            }
        } else {
            lines.append("the oldest go first; how long the source keeps them is not known")
        }
        if let first = expiry.firstTooOld {
            lines.append(
                "from \(InstantText.rfc3339(first)) on the target takes \(Numerals.counted(expiry.tooOldSoon, "event")) no "
                    + "more: apply before that")
        }
        return lines
    }

    /// Where the marks of an event stand.
    private static func place(ofMarks kind: NamedSIEM.DeliveryKind) -> String {
        switch kind {
        case .file, .lines: "are put in front of each record's own members, which stay as they are"
        case .syslog:
            "stand in the message's structured data, or with rfc3164 in front of the record's own members, which stay as "
                + "they are"
        case .hec, .bulk, .logsIngestion, .dataCollector, .http, .sumo, .loki, .victorialogs, .otlp:
            "beside each event; its own content stays"
        }
    }

    private static func repeats(_ target: BackfillPlan.Target) -> String {
        if target.refusesRepeats { return "\(target.name) refuses an id that it holds, so nothing is stored twice" }
        guard target.canBeAsked else {
            return "\(target.name) neither refuses repeats nor can be asked: what is in doubt is sent again once, and "
                + "may be there twice"
        }
        return "\(target.name) does not refuse repeats: ids are asked for before they are sent, and again when an "
            + "acknowledgement is lost"
    }

    private static func receipt(_ traits: DeliveryTraits) -> String {
        switch traits.acknowledgement {
        case .none: "there is none: only siemgap backfill verify tells what arrived"
        case .received: "means received, not yet stored: siemgap backfill verify tells what is there"
        case .stored: "means stored"
        }
    }

    private static func alerts(_ target: BackfillPlan.Target) -> String {
        target.keepsEventTime
            ? "events keep their own time: rules that look at recent times will not see them, rules that look at what "
                + "came in lately may fire for what is long past"
            : "events get the time of their sending: rules on recent events may fire for what is long past"
    }

    private static func next(_ plan: BackfillPlan) -> String {
        plan.events.count == 0
            ? "nothing is left to send" : "siemgap backfill apply \(plan.id)   asks for the target's name, then sends"
    }
}

extension String {
    /// The text with blanks behind it up to a number of characters.
    fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

package import AuditModel

/// What was found of a plan's events in the SIEM.
package struct CheckOutcome: Hashable, Sendable {
    package let plan: BackfillPlan
    /// Nanoseconds since the Unix epoch.
    package let at: Int64
    /// Events of the plan that are there.
    package var found = 0
    /// Of these, events whose text the SIEM gave in a form that could be compared with the record.
    package var compared = 0
    /// Of these, events of which only the beginning is there.
    package var cut = 0
    /// Of these, events whose text differs from the record.
    package var changed = 0
    /// Of these, events under another time than their own.
    package var otherTime = 0
    /// Of these, events that are there more than once.
    package var twice = 0
    /// Events of the plan that are not there.
    package var absent = 0
    /// Of these, events that the SIEM refused.
    package var refused = 0
    /// Whether the plan was applied, at least in part.
    package var isBegun = true
    /// The file that lists events which are not there, cut, changed, under another time or there twice; nil
    /// when there are none.
    package var list: String?

    /// Nothing was found yet.
    init(_ plan: BackfillPlan, at: Int64) {
        self.plan = plan
        self.at = at
    }

    /// Events that the run found missing and that are not there: absent ones, and those the plan leaves out.
    package var stillMissing: Int { absent + plan.leftOut.reduce(0) { $0 + $1.count } }

    /// Events that the run found missing and that are there now, in the target.
    package var restored: Int { max(plan.audited.missing - stillMissing, 0) }

    /// Events that are there, and not as they were sent.
    package var damaged: Int { cut + changed }

    /// Whether the window is known to be complete now: nothing is missing or damaged, and nothing was unknown.
    package var isComplete: Bool {
        stillMissing == 0 && damaged == 0 && plan.audited.isWhole && plan.audited.otherSIEM == nil
    }

    /// 1 when something is still missing or damaged, else 0.
    package var exitCode: Int32 { stillMissing == 0 && damaged == 0 ? 0 : 1 }

    /// The outcome as one JSON object.
    package var json: JSONValue {
        let isElsewhere = plan.audited.otherSIEM != nil
        return [
            "schema_version": .string("1.0"), "plan": .string(plan.id), "run_id": .string(plan.runID),
            "target": .string(plan.target.name), "at": .instant(at), "planned": .integer(plan.events.count),
            "found": .integer(found), "compared": .integer(compared), "cut": .integer(cut),
            "changed": .integer(changed), "other_time": .integer(otherTime), "twice": .integer(twice),
            "absent": .integer(absent), "refused": .integer(refused),
            "missing": .integer(plan.audited.missing), "audited_siem": .text(plan.audited.otherSIEM),
            "begun": .bool(isBegun), "restored": .count(isElsewhere ? nil : restored),
            "still_missing": .count(isElsewhere ? nil : stillMissing), "complete": .bool(isComplete),
            "list": .text(list),
        ]
    }
}

import AuditModel

/// Missing events that somebody has accepted, and until when.
package struct Acceptance: Hashable, Sendable {
    /// All must hold; empty accepts any event of the time.
    package let conditions: [FieldCondition]
    /// First nanosecond accepted, since the Unix epoch; nil for no bound.
    package let from: Int64?
    /// First nanosecond no longer accepted; nil for no bound.
    package let to: Int64?
    package let reason: String
    package let owner: String
    /// First nanosecond at which the entry is no longer valid; a date in the file includes its whole day, UTC.
    package let until: Int64

    /// Describes a decision.
    package init(
        conditions: [FieldCondition], from: Int64?, to: Int64?, reason: String, owner: String, until: Int64
    ) {
        self.conditions = conditions
        (self.from, self.to) = (from, to)
        (self.reason, self.owner) = (reason, owner)
        self.until = until
    }

    /// Reads one item of `accept`; one that has expired is a fault.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch.
    package init(_ map: SettingsMap, now: Int64) throws(SettingsFault) {
        let conditions = try FieldCondition.list("where", in: map)
        (from, to) = (try map.instant("from"), try map.instant("to"))
        let (reason, owner) = (try map.text("reason"), try map.text("owner"))
        let until = try map.instantText("until")
        try map.finish()
        guard let reason, !reason.isEmpty, let owner, !owner.isEmpty, let until else {
            throw map.fault(
                nil, "reason, owner or until is missing", fix: "write reason: TEXT, owner: NAME, until: 2026-12-31")
        }
        guard conditions != nil || from != nil || to != nil else {
            throw map.fault(nil, "this would accept everything", fix: "give where, from or to")
        }
        if let from, let to, from >= to { throw map.fault("to", "it is not after from", fix: "swap the two") }
        self.conditions = conditions ?? []
        (self.reason, self.owner) = (reason, owner)
        self.until = until.nanoseconds + (until.isDate ? SettingsInstant.day : 0)
        guard now < self.until else {
            throw map.fault(
                "until", "this entry expired on \(InstantText.rfc3339(self.until))",
                fix: "remove it, or have its owner decide again and write a later day")
        }
    }
}

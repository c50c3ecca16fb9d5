/// Events that are looked at apart, whatever else is missing.
package struct Watch: Hashable, Sendable {
    package let name: String
    package let conditions: [FieldCondition]

    /// Describes what is watched.
    package init(name: String, conditions: [FieldCondition]) {
        self.name = name
        self.conditions = conditions
    }

    /// Reads one item of `watch`.
    package init(_ map: SettingsMap) throws(SettingsFault) {
        let (name, conditions) = (try map.text("name"), try FieldCondition.list("where", in: map))
        try map.finish()
        guard let name else { throw map.fault(nil, "name is missing", fix: "write name: mailbox rules") }
        guard let conditions else { throw map.fault(nil, "where is missing", fix: "write where: {operation: Send}") }
        self.init(name: name, conditions: conditions)
    }
}

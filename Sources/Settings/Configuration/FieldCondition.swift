/// A record takes part only if a field has this value.
package struct FieldCondition: Hashable, Sendable {
    /// Which field.
    package enum Field: Hashable, Sendable {
        /// A column that presets map on both sides.
        case column(String)
        /// A field path for each side.
        case paths(authority: String, siem: String)
    }

    /// The columns presets have.
    package static let columns = ["operation", "type", "user", "app", "address", "result", "scope"]

    package let field: Field
    package let value: String

    /// Describes a condition.
    package init(field: Field, value: String) {
        self.field = field
        self.value = value
    }

    /// Reads a mapping such as `{operation: Send, 'A|B': V}`; nil if the key is absent.
    static func list(_ key: String, in map: SettingsMap) throws(SettingsFault) -> [FieldCondition]? {
        guard let conditions = try map.map(key) else { return nil }
        var list: [FieldCondition] = []
        for entry in conditions.entries() {
            guard let value = try conditions.text(entry.key) else {
                throw conditions.fault(entry.key, "a value is missing", fix: "write \(entry.key): VALUE")
            }
            list.append(FieldCondition(field: try field(entry), value: value))
        }
        guard !list.isEmpty else { throw map.fault(key, "there is no condition", fix: "write {operation: Send}") }
        return list
    }

    private static func field(_ entry: SettingsNode.Entry) throws(SettingsFault) -> Field {
        let paths = entry.key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if paths.count == 2, !paths[0].isEmpty, !paths[1].isEmpty { return .paths(authority: paths[0], siem: paths[1]) }
        if columns.contains(entry.key) { return .column(entry.key) }
        throw SettingsFault(
            .init(
                "\"\(ShortText.cut(entry.key))\" is not a column both sides have", at: entry.keyMark,
                means: "columns: \(columns.joined(separator: " "))",
                fix: "use a column, or a path for each side: 'A|B': VALUE"))
    }
}

/// A source as the file describes it; the keys of its type are read by whoever knows the type.
package struct NamedSource: Sendable {
    package let name: String
    /// Such as `o365-management`; not checked against any list.
    package let type: String
    /// The whole mapping, `type` included.
    package let node: SettingsNode
    /// Where its name stands.
    package let mark: SettingsMark

    /// Describes a source.
    package init(name: String, type: String, node: SettingsNode, mark: SettingsMark) {
        self.name = name
        self.type = type
        self.node = node
        self.mark = mark
    }

    /// The reader of its keys; `type` counts as asked for.
    package func map() throws(SettingsFault) -> SettingsMap {
        let map = try SettingsMap(node, in: "sources.\(name)")
        _ = map.node("type")
        return map
    }

    /// Reads one member of `sources`.
    init(_ entry: SettingsNode.Entry) throws(SettingsFault) {
        try EntryName.check(entry)
        let map = try SettingsMap(entry.value, in: "sources.\(entry.key)")
        guard let type = try map.text("type") else {
            throw map.fault(nil, "type is missing", fix: "write type: o365-management, or another source's type")
        }
        self.init(name: entry.key, type: type, node: entry.value, mark: entry.keyMark)
        try CredentialCheck.check(entry.value, in: map.path)
    }
}

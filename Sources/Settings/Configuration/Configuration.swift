/// The whole configuration file.
///
/// Keys of a source's or SIEM's own type stay nodes; whoever knows the type reads them.
package struct Configuration: Sendable {
    /// The file's path; empty for no file.
    package var file = ""
    /// The folder of ledger, archive and recordings; nil for the default.
    package var state: String?
    package var network = NetworkSettings()
    package var recordings = RecordingRetention()
    /// In file order, names unique.
    package var sources: [NamedSource] = []
    /// In file order, names unique.
    package var siems: [NamedSIEM] = []
    /// In file order, names unique.
    package var audits: [NamedAudit] = []

    /// The defaults, with no source, SIEM or audit.
    package init() {}

    /// Reads a file's content; all mistakes that can be told apart are in one fault.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch; accepted exceptions expire by it.
    package init(node: SettingsNode, now: Int64) throws(SettingsFault) {
        file = node.mark.file
        let map = try SettingsMap(node, in: "")
        let faults = SettingsFaultList()
        faults.attempt { () throws(SettingsFault) in try Self.checkSchema(map) }
        state = faults.attempt { () throws(SettingsFault) in try map.text("state") }
        readNetwork(map, faults)
        let retention = faults.attempt { () throws(SettingsFault) in try map.map("recordings") }
        recordings = RecordingRetention(retention, faults: faults)
        sources = Self.members("sources", map, faults) { entry throws(SettingsFault) in try NamedSource(entry) }
        siems = Self.members("siems", map, faults) { entry throws(SettingsFault) in try NamedSIEM(entry) }
        let surroundings = NamedAudit.Surroundings(
            sources: Self.names("sources", map), siems: Self.names("siems", map),
            deliveryOnly: siems.filter { $0.type == "none" }.map(\.name), now: now)
        audits = Self.members("audits", map, faults) { entry throws(SettingsFault) in
            try NamedAudit(entry, in: surroundings)
        }
        faults.attempt { () throws(SettingsFault) in try map.finish() }
        try faults.finish()
    }

    /// The source of that name.
    package func source(named name: String) -> NamedSource? { sources.first { $0.name == name } }

    /// The SIEM of that name.
    package func siem(named name: String) -> NamedSIEM? { siems.first { $0.name == name } }

    /// The audit of that name.
    package func audit(named name: String) -> NamedAudit? { audits.first { $0.name == name } }

    private mutating func readNetwork(_ map: SettingsMap, _ faults: SettingsFaultList) {
        let settings = faults.attempt { () throws(SettingsFault) in
            let settings = try map.map("network")
            if let node = map.value("network") { try CredentialCheck.check(node, in: "network") }
            return settings
        }
        network = NetworkSettings(settings, faults: faults)
    }

    private static func checkSchema(_ map: SettingsMap) throws(SettingsFault) {
        guard let schema = try map.integer("schema") else {
            throw map.fault(nil, "schema is missing", fix: "begin the file with schema: 1")
        }
        guard schema == 1 else {
            throw map.fault("schema", "this version reads schema 1, not \(schema)", fix: "write schema: 1")
        }
    }

    private static func members<Member>(
        _ key: String, _ map: SettingsMap, _ faults: SettingsFaultList,
        read: (SettingsNode.Entry) throws(SettingsFault) -> Member
    ) -> [Member] {
        let entries = faults.attempt { () throws(SettingsFault) in try map.map(key)?.entries() } ?? []
        return entries.compactMap { entry in
            var member: Member?
            let found = MistakeSearch.all(in: entry.value) { node throws(SettingsFault) in
                let read = try read(SettingsNode.Entry(key: entry.key, keyMark: entry.keyMark, value: node))
                member = member ?? read
            }
            faults.add(found)
            return found.isEmpty ? member : nil
        }
    }

    /// Names as they stand, those of entries with mistakes included, so that one mistake is not told twice.
    private static func names(_ key: String, _ map: SettingsMap) -> [String] {
        guard case .map(let entries, _) = map.node(key) else { return [] }
        return entries.map(\.key)
    }
}

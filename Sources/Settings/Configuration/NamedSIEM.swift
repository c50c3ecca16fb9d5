/// A SIEM as the file describes it; the keys of its type are read by whoever knows the type.
package struct NamedSIEM: Sendable {
    package let name: String
    /// Such as `elasticsearch`; `file` is an export, `none` can only be delivered to.
    package let type: String
    /// The whole mapping, `type` included.
    package let node: SettingsNode
    /// Where its name stands.
    package let mark: SettingsMark
    /// Files, folders and globs of type `file`; empty for others.
    package let paths: [String]
    /// The member `deliver`, which says how events are sent there; its `type` is one of ``DeliveryKind``.
    package let deliver: SettingsNode?

    /// Whether it is asked itself, not read as a file or only sent to.
    package var canBeAsked: Bool { type != "file" && type != "none" }

    /// The ways in which events are sent.
    package enum DeliveryKind: String, Sendable, CaseIterable {
        case hec, bulk
        case logsIngestion = "logs-ingestion"
        case dataCollector = "data-collector"
        case syslog, lines, http, sumo, loki, victorialogs, otlp, file
    }

    /// The reader of its keys; `type` and `deliver` count as asked for.
    package func map() throws(SettingsFault) -> SettingsMap {
        let map = try SettingsMap(node, in: "siems.\(name)")
        _ = map.node("type")
        _ = map.node("deliver")
        return map
    }

    /// Reads one member of `siems`.
    init(_ entry: SettingsNode.Entry) throws(SettingsFault) {
        try EntryName.check(entry)
        let map = try SettingsMap(entry.value, in: "siems.\(entry.key)")
        guard let type = try map.text("type") else {
            throw map.fault(nil, "type is missing", fix: "write type: file, or another SIEM's type")
        }
        (name, self.type, node, mark) = (entry.key, type, entry.value, entry.keyMark)
        try CredentialCheck.check(entry.value, in: map.path)
        deliver = try Self.delivery(map)
        paths = type == "file" ? try Self.paths(map) : []
        if type == "none", deliver == nil {
            throw map.fault(nil, "type none needs deliver", fix: "say how events are sent: deliver: {type: syslog, …}")
        }
        if !canBeAsked { try map.finish() }
    }

    private static func delivery(_ map: SettingsMap) throws(SettingsFault) -> SettingsNode? {
        guard let delivery = try map.map("deliver") else { return nil }
        guard try delivery.choice("type", DeliveryKind.self) != nil else {
            throw delivery.fault(nil, "type is missing", fix: "write type: hec, or another way to send")
        }
        let node = map.node("deliver")
        if let node { try CredentialCheck.check(node, in: delivery.path) }
        return node
    }

    private static func paths(_ map: SettingsMap) throws(SettingsFault) -> [String] {
        guard let paths = try map.texts("path"), !paths.isEmpty, !paths.contains("") else {
            throw map.fault("path", "type file needs a path", fix: "write path: exports/*.csv")
        }
        return paths
    }
}

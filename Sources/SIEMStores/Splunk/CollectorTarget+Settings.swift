import AuditModel
import Settings
import Transport

extension CollectorTarget {
    private static let usualAckWait: Int64 = 300_000_000_000
    /// Indexers acknowledge some time after a batch came, so that one batch after another would mostly wait.
    private static let batchesAtOnce = 8

    /// Makes the way to send `hec`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        let token = try HTTPSettings.requiredSecret(map, "token", making)
        let format = try map.choice("format", Format.self) ?? .event
        var metadata: [(name: String, value: String)] = []
        for name in ["index", "source", "sourcetype", "host"] {
            if let value = try map.text(name) { metadata.append((name, value)) }
        }
        let wantsAck = try map.flag("ack") ?? false
        let ackWait = try map.duration("ack_wait") ?? usualAckWait
        let packs = try HTTPSettings.packs(map)
        let settings = try DeliverySettings(map, mostBytes: mostBytes)
        try map.finish()
        let address = HTTPAddress(url)?.name ?? url
        var traits = DeliveryTraits(
            kind: .hec, address: address, index: metadata.first { $0.name == "index" }?.value,
            acknowledgement: wantsAck ? .stored : .received)
        traits.limits = settings.limits
        traits.batchesAtOnce = batchesAtOnce
        traits.keepsEventTime = format == .event
        traits.remarks = remarks(format, wantsAck: wantsAck)
        let pausing = DeliveryPausing(making)
        let target = CollectorTarget(
            url: url, format: format, metadata: metadata, channel: channel(pausing.randomBytes(16)),
            ackSeconds: wantsAck ? Double(ackWait) / 1e9 : nil, pausing: pausing, traits: traits)
        var recipe = HTTPDelivery.Recipe(
            auth: .header(name: "Authorization", prefix: "Splunk ", token), hosts: [url], packs: packs)
        recipe.errors = errors
        return HTTPDelivery(target, recipe, making)
    }

    private static func remarks(_ format: Format, wantsAck: Bool) -> [String] {
        var remarks = ["events longer than TRUNCATE of their sourcetype, 10,000 bytes unless set, are cut by Splunk"]
        if format == .raw { remarks.append("raw events carry no marks, and Splunk takes their time from their text") }
        if !wantsAck { remarks.append("an acceptance says that an event was taken, not that it was indexed") }
        return remarks
    }

    /// A random GUID, version 4 (RFC 9562).
    private static func channel(_ random: [UInt8]) -> String {
        var bytes = random + Array(repeating: 0, count: max(0, 16 - random.count))
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return GUIDSpelling(bytes: bytes.prefix(16)).dashed
    }

    /// What codes mean for all events alike; those about one event are read from the answer itself.
    private static var errors: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["code"]
        rules.messagePaths = ["text"]
        rules.statuses = [400: .tolerate, 503: .fail(.throttled)]
        for code in ["2", "3"] { rules.classes[code] = .fail(.unauthorized) }
        for code in ["1", "4"] { rules.classes[code] = .fail(.forbidden) }
        for code in ["9", "18", "19", "20", "23", "24", "25", "26"] { rules.classes[code] = .fail(.throttled) }
        rules.classes["8"] = .retry
        return rules
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                HTTPSettings.url, HTTPSettings.token,
                HTTPSettings.choice(
                    "format", Format.allCases.map(\.rawValue), "Events with their times, or lines as they are."),
                TextStoreSchema.text("index", "The index; the token's own unless set."),
                TextStoreSchema.text("source", "The source of the events."),
                TextStoreSchema.text("sourcetype", "Their sourcetype."), TextStoreSchema.text("host", "Their host."),
                .init("ack", ConfigurationSchema.described("boolean", "Wait until events are indexed.")),
                .init("ack_wait", ConfigurationSchema.duration), HTTPSettings.gzip,
            ], required: ["url", "token"])
    }
}

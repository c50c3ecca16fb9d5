import AuditModel
import Settings

/// The way to send `lines`: JSON lines over TCP or TLS, as Logstash's `tcp` input with the codec `json_lines` reads them.
enum LinesDelivery {
    /// Makes it from its settings.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let wire = try WireSettings(map, making, schemes: [.tcp, .tls], example: "tls://logstash.example:5044")
        let settings = try DeliverySettings(map)
        try map.finish()
        var traits = DeliveryTraits(kind: .lines, address: wire.address.text, acknowledgement: .none)
        traits.limits = settings.limits
        traits.keepsEventTime = false
        traits.remarks = [
            "nothing is acknowledged: when the connection breaks, what was sent last is in doubt",
            "the receiver takes the event's time from the record only if a filter of its own tells it to",
        ]
        let framing = LineFraming(marks: RecordMarks(making.marks), mostBytes: settings.limits.eventBytes)
        return StreamDelivery(traits, line: wire.line, framing: framing)
    }

    /// The JSON schema of its settings.
    static let schema: JSONValue = DeliverySettings.schema(WireSettings.schema, required: ["url"])
}

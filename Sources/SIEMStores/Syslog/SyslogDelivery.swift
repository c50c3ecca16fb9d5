import AuditModel
import Settings

/// The way to send `syslog`.
enum SyslogDelivery {
    /// rsyslog cuts longer messages unless `maxMessageSize` is raised (8.2302, seen by sending).
    private static let usualBytes = 8_096
    /// RFC 3164 section 4.1.
    private static let oldBytes = 1_024
    /// A receiver's buffer holds few datagrams; what comes faster than it reads is dropped without a word.
    private static let datagramsPerSecond: Double = 1_000

    /// Makes it from its settings.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let wire = try WireSettings(
            map, making, schemes: WireAddress.Scheme.allCases, example: "tls://logs.example:6514")
        let form = try map.choice("format", SyslogMessage.Form.self) ?? .rfc5424
        let kind = try kind(map, wire.address.scheme)
        var usual = DeliveryLimits()
        usual.eventBytes = form == .rfc5424 ? usualBytes : oldBytes
        if wire.address.scheme == .udp { usual.eventsPerSecond = datagramsPerSecond }
        let settings = try DeliverySettings(map, usual: usual)
        try map.finish()

        var most = settings.limits.eventBytes ?? usualBytes
        if wire.address.scheme == .udp { most = min(most, DatagramDelivery.mostBytes) }
        let message = SyslogMessage(form: form, marks: making.marks, mostBytes: most)
        let framing = SyslogFraming(kind: kind, message: message)
        let traits = traits(wire, message, settings)
        return switch wire.address.scheme {
        case .udp: DatagramDelivery(traits, line: wire.line, framing: framing)
        case .tcp, .tls: StreamDelivery(traits, line: wire.line, framing: framing)
        case .relp: RelpDelivery(traits, line: wire.line, framing: framing)
        }
    }

    private static func kind(
        _ map: SettingsMap, _ scheme: WireAddress.Scheme
    ) throws(SettingsFault) -> SyslogFraming.Kind {
        let asked = try map.choice("framing", StreamFraming.self)
        switch (scheme, asked) {
        case (.udp, nil), (.relp, nil): return .none
        case (.udp, _?), (.relp, _?):
            throw map.fault(
                "framing", "\(scheme.rawValue):// has a framing of its own", fix: "remove framing, or write tcp://")
        case (.tls, .lineFeed?), (.tcp, .lineFeed?): return .lineFeed
        case (.tls, _), (.tcp, _): return .octetCounting
        }
    }

    /// What can be chosen where messages follow each other in a stream.
    private enum StreamFraming: String, CaseIterable {
        case octetCounting = "octet-counting"
        case lineFeed = "lf"
    }

    private static func traits(
        _ wire: WireSettings, _ message: SyslogMessage, _ settings: DeliverySettings
    ) -> DeliveryTraits {
        let isAnswered = wire.address.scheme == .relp
        var traits = DeliveryTraits(
            kind: .syslog, address: wire.address.text, acknowledgement: isAnswered ? .received : .none)
        traits.limits = settings.limits
        traits.limits.eventBytes = message.mostBytes
        traits.limits.headBytes = message.usualHeadBytes
        traits.keepsEventTime = message.form == .rfc5424
        traits.remarks = [
            "messages above \(message.mostBytes) bytes are left out, since receivers cut them:"
                + " raise max_event to what the receiver takes (rsyslog: maxMessageSize, syslog-ng: log-msg-size)"
        ]
        switch wire.address.scheme {
        case .udp: traits.remarks.append("datagrams get lost without a word, above all when sent fast")
        case .tcp, .tls:
            traits.remarks.append("nothing is acknowledged: when the connection breaks, what was sent last is in doubt")
        case .relp: break
        }
        traits.remarks.append(
            message.form == .rfc5424
                ? "many SIEMs file a syslog message under the time they received it"
                : "RFC 3164 has no year and no zone: receivers guess both, and file old events under wrong times")
        return traits
    }

    /// The JSON schema of its settings.
    static let schema: JSONValue = DeliverySettings.schema(
        WireSettings.schema + [
            .init("format", ["enum": .array(SyslogMessage.Form.allCases.map { .string($0.rawValue) })]),
            .init("framing", ["enum": .array(StreamFraming.allCases.map { .string($0.rawValue) })]),
        ], required: ["url"])
}

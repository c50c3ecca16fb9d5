import AuditModel
import ByteScan
import Settings
import Transport

/// VictoriaLogs' JSON stream endpoint.
///
/// Sources: docs.victoriametrics.com/victorialogs, "Data ingestion", "FAQ", "List of command-line flags".
struct VictoriaLogsTarget: HTTPTarget {
    let url: String
    /// `AccountID` and `ProjectID`.
    let tenant: [HTTPCall.Header]
    /// Fields that every event gets and that make up its stream.
    let fields: [(name: String, value: String)]
    let traits: DeliveryTraits

    /// `-retentionPeriod`, `-futureRetention` and `-insert.maxLineSizeBytes` as they are unless changed.
    static let oldestSeconds: Int64 = 7 * 86_400
    static let futureSeconds: Int64 = 2 * 86_400
    static let mostLineBytes = 256 << 10
    /// Room that the line takes beside the record, escapes aside.
    private static let lineMargin = 512

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(0) { $0 + $1.record.count + $1.record.count / 8 + 256 })
        for event in events {
            body.append(plain: #"{"_msg":"#)
            body.append(quoting: event.record)
            if let time = event.time {
                body.append(plain: #","_time":""#)
                InstantText.append(time, to: &body)
                body.append(UInt8(ascii: "\""))
            }
            body.append(members: [("event_id", event.id)] + fields + marks.members)
            body.append(plain: "}\n")
        }
        var address = url + "/insert/jsonline?_time_field=_time&_msg_field=_msg"
        if !fields.isEmpty {
            address += "&_stream_fields=" + PercentCoding.encoded(fields.map(\.name).joined(separator: ",").utf8)
        }
        return HTTPCall(
            "POST", address, headers: [.init("Content-Type", "application/stream+json")] + tenant, body: body)
    }

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        .fates(events.map { _ in .taken })
    }

    /// The flags tell how old an event may be; proxies often hide them.
    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        told.product = "VictoriaLogs"
        let text: String
        do throws(TransportFailure) {
            text = String(
                decoding: try await asking.ask(HTTPCall("GET", url + "/flags")) { _ in true }.body, as: UTF8.self)
        } catch  where [.gone, .forbidden, .rejected].contains(error.kind) {
            told.remarks.append("the server does not show its flags, so its retention is not known; 7 days unless set")
            return told
        }
        let flag = text.split(separator: "\n").first { $0.hasPrefix("-retentionPeriod=") }
        if let value = flag?.split(separator: "=").last?.filter({ $0.isLetter || $0.isNumber }) {
            told.remarks.append("events older than -retentionPeriod, \(value), are dropped without a word")
        }
        return told
    }
}

extension VictoriaLogsTarget {
    /// Makes the way to send `victorialogs`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        var tenant: [HTTPCall.Header] = []
        for (key, header) in [("account", "AccountID"), ("project", "ProjectID")] {
            if let number = try map.integer(key) { tenant.append(.init(header, String(number))) }
        }
        let fields =
            try HTTPSettings.texts(map, "fields") { !$0.isEmpty && !$0.hasPrefix("_") } ?? [("source", "siemgap")]
        let auth = try HTTPSettings.login(map, making)
        let packs = try HTTPSettings.packs(map)
        var usual = DeliveryLimits()
        (usual.oldestSeconds, usual.futureSeconds) = (oldestSeconds, futureSeconds)
        usual.eventBytes = mostLineBytes - lineMargin
        let settings = try DeliverySettings(map, usual: usual)
        try map.finish()
        var traits = DeliveryTraits(
            kind: .victorialogs, address: HTTPAddress(url)?.name ?? url,
            index: fields.map { "\($0.name):\"\($0.value)\"" }.joined(separator: " "), acknowledgement: .received)
        traits.limits = settings.limits
        traits.remarks = [
            "rows older than -retentionPeriod, 7 days unless set, are dropped without a word",
            "lines of more than 256 KiB and of more than 1,000 fields are dropped without a word",
        ]
        return HTTPDelivery(
            VictoriaLogsTarget(url: url, tenant: tenant, fields: fields, traits: traits),
            HTTPDelivery.Recipe(auth: auth, hosts: [url], packs: packs), making)
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                HTTPSettings.url, TextStoreSchema.integer("account", "AccountID."),
                TextStoreSchema.integer("project", "ProjectID."),
                HTTPSettings.names("fields", "Fields that make up the stream, {source: siemgap} unless set."),
                HTTPSettings.gzip,
            ] + TextStoreSchema.login, required: ["url"])
    }
}

import AuditModel
import Settings
import Transport

/// An HTTP source of a hosted Sumo Logic collector.
///
/// Sources: SumoLogic/sumologic-documentation, "HTTP Logs and Metrics Source", "Upload Data to an HTTP Source",
/// "Timestamps, Time Zones, Time Ranges, and Date Formats".
struct SumoTarget: HTTPTarget {
    let url: String
    /// Headers that say where the messages belong.
    let headers: [HTTPCall.Header]
    let traits: DeliveryTraits

    /// Messages that are older get the time of their receipt.
    static let oldestSeconds: Int64 = 30 * 86_400
    /// So far ahead of the clock a message's time is believed.
    static let futureSeconds: Int64 = 2 * 86_400
    /// Of the packed and of the unpacked body.
    static let mostBytes = 1_000_000

    var mostBodyBytes: Int? { Self.mostBytes }

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(0) { $0 + $1.record.count + 1 })
        for event in events {
            body += event.record
            body.append(UInt8(ascii: "\n"))
        }
        var all = [HTTPCall.Header("Content-Type", "text/plain; charset=utf-8")] + headers
        if !marks.isEmpty {
            let fields = marks.plainMembers.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            all.append(.init("X-Sumo-Fields", fields))
        }
        return HTTPCall("POST", url, headers: all, body: body)
    }

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        .fates(events.map { _ in .taken })
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        told.product = "Sumo Logic HTTP source"
        told.remarks = ["\(traits.address) was not contacted: the source says nothing of itself"]
        return told
    }
}

extension SumoTarget {
    /// Makes the way to send `sumo`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        let token = try HTTPSettings.requiredSecret(map, "token", making)
        var headers: [HTTPCall.Header] = []
        for (key, header) in [("category", "X-Sumo-Category"), ("source", "X-Sumo-Name"), ("host", "X-Sumo-Host")] {
            if let value = try map.text(key) { headers.append(.init(header, value)) }
        }
        let packs = try HTTPSettings.packs(map)
        var usual = DeliveryLimits()
        (usual.oldestSeconds, usual.futureSeconds) = (oldestSeconds, futureSeconds)
        usual.batchBytes = mostBytes
        let settings = try DeliverySettings(map, usual: usual, mostBytes: mostBytes)
        try map.finish()
        var traits = DeliveryTraits(
            kind: .sumo, address: HTTPAddress(url)?.name ?? url,
            index: headers.first { $0.name == "X-Sumo-Category" }?.value, acknowledgement: .received)
        traits.limits = settings.limits
        traits.remarks = [
            "the time is read from the message: use a source of its own for old events, with an explicit time format",
            "what goes beyond an ingest budget is dropped without a word",
            "the marks siemgap_plan and siemgap_sent are kept where fields of these names are defined",
        ]
        return HTTPDelivery(
            SumoTarget(url: url, headers: headers, traits: traits),
            HTTPDelivery.Recipe(auth: .path(token), hosts: [url], packs: packs), making)
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                TextStoreSchema.text("url", "The source's address without its last part, the token."),
                HTTPSettings.token, TextStoreSchema.text("category", "Source category."),
                TextStoreSchema.text("source", "Source name."), TextStoreSchema.text("host", "Source host."),
                HTTPSettings.gzip,
            ], required: ["url", "token"])
    }
}

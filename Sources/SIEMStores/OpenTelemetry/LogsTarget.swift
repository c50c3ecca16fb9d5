import AuditModel
import ByteScan
import Settings
import Transport

/// An OpenTelemetry collector, or whoever else takes logs by OTLP over HTTP in JSON.
///
/// Source: opentelemetry.io, "OTLP Specification 1.x", "OTLP/HTTP"; `logs.proto` of opentelemetry-proto.
struct LogsTarget: HTTPTarget {
    let url: String
    /// Attributes of the resource.
    let resource: [(name: String, value: String)]
    let now: @Sendable () -> Int64
    let traits: DeliveryTraits

    /// What servers should take by default.
    static let mostBytes = 64 << 20

    var mostBodyBytes: Int? { Self.mostBytes }

    // MARK: Requests

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(256) { $0 + $1.record.count + $1.record.count / 8 + 320 })
        body.append(plain: #"{"resourceLogs":[{"resource":{"attributes":["#)
        append(resource, to: &body)
        body.append(plain: #"]},"scopeLogs":[{"scope":{"name":"siemgap"},"logRecords":["#)
        let observed = String(now())
        for (place, event) in events.enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            body.append(UInt8(ascii: "{"))
            if let time = event.time {
                body.append(plain: #""timeUnixNano":""#)
                body.append(plain: String(time))
                body.append(plain: #"","#)
            }
            body.append(plain: #""observedTimeUnixNano":""#)
            body.append(plain: observed)
            body.append(plain: #"","severityNumber":9,"severityText":"INFO","body":{"stringValue":"#)
            body.append(quoting: event.record)
            body.append(plain: #"},"attributes":["#)
            append([("event.id", event.id)] + marks.members, to: &body)
            body.append(plain: "]}")
        }
        body.append(plain: "]}]}]}")
        return HTTPCall(
            "POST", url + "/v1/logs", headers: [.init("Content-Type", "application/json")], body: body)
    }

    private func append(_ attributes: [(name: String, value: String)], to body: inout [UInt8]) {
        for (place, attribute) in attributes.enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            body.append(plain: #"{"key":"#)
            body.append(quoted: attribute.name)
            body.append(plain: #","value":{"stringValue":"#)
            body.append(quoted: attribute.value)
            body.append(plain: "}}")
        }
    }

    // MARK: Answers

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        let partial = (try? JSONTree(parsing: reply.body))?["partialSuccess"]
        let rejected = partial?["rejectedLogRecords"]?.wholeNumber ?? 0
        guard rejected > 0 else { return .fates(events.map { _ in .taken }) }
        let words = AnswerFailure.words(Array((partial?["errorMessage"]?.text ?? "").utf8))
        // Which of them were rejected is not said, and the request must not be sent again.
        let fate =
            rejected >= Int64(events.count)
            ? DeliveryFate.refused(code: "partialSuccess", words: words)
            : .doubtful("\(rejected) of \(events.count) records were rejected: \(words)")
        return .fates(events.map { _ in fate })
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        let empty = HTTPCall(
            "POST", url + "/v1/logs", headers: [.init("Content-Type", "application/json")],
            body: Array(#"{"resourceLogs":[]}"#.utf8))
        _ = try await asking.ask(empty) { _ in true }
        var told = DeliveryExamination()
        told.product = "OTLP/HTTP"
        return told
    }
}

extension LogsTarget {
    /// Makes the way to send `otlp`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        let resource = try HTTPSettings.texts(map, "resource") { !$0.isEmpty } ?? [("service.name", "siemgap")]
        var auth = try HTTPSettings.login(map, making)
        let name = try map.text("api_key_header") ?? "x-api-key"
        if let key = try HTTPSettings.secret(map, "api_key", making) {
            auth = .several([auth, .header(name: name, prefix: "", key)])
        }
        let packs = try HTTPSettings.packs(map)
        let settings = try DeliverySettings(map, mostBytes: mostBytes)
        try map.finish()
        var traits = DeliveryTraits(kind: .otlp, address: HTTPAddress(url)?.name ?? url, acknowledgement: .received)
        traits.limits = settings.limits
        traits.remarks = ["an acceptance says that the collector has it; what it does with it is up to its pipelines"]
        let context = making.context
        let target = LogsTarget(url: url, resource: resource, now: context.now, traits: traits)
        return HTTPDelivery(target, HTTPDelivery.Recipe(auth: auth, hosts: [url], packs: packs), making)
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                TextStoreSchema.text("url", "The collector's address; /v1/logs is added."),
                .init("api_key", ConfigurationSchema.secret),
                TextStoreSchema.text("api_key_header", "The header of the key, x-api-key unless set."),
                HTTPSettings.names("resource", "Attributes of the resource, {service.name: siemgap} unless set."),
                HTTPSettings.gzip,
            ] + TextStoreSchema.login, required: ["url"])
    }
}

import AuditModel
import ByteScan
import Settings
import Transport

/// Grafana Loki's push endpoint.
///
/// Sources: grafana.com/docs/loki, "Loki HTTP API", "Ingest logs"; grafana/loki, `pkg/validation`, for limits and texts.
struct LokiTarget: HTTPTarget {
    let url: String
    /// `X-Scope-OrgID`; nil for a server without tenants.
    let tenant: String?
    let labels: [(name: String, value: String)]
    let traits: DeliveryTraits

    /// `reject_old_samples_max_age`, `creation_grace_period` and `max_line_size` as they are unless changed.
    static let oldestSeconds: Int64 = 7 * 86_400
    static let futureSeconds: Int64 = 600
    static let mostLineBytes = 256 << 10
    /// The largest body, unpacked.
    static let mostBytes = 100 << 20

    var mostBodyBytes: Int? { Self.mostBytes }

    // MARK: Requests

    /// One stream of ascending times; a plan has a stream of its own, so that newer lines do not stand in its way.
    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(256) { $0 + $1.record.count + $1.record.count / 8 + 160 })
        let plan = marks.isEmpty ? [] : [(name: "siemgap_plan", value: marks.plan)]
        body.append(plain: #"{"streams":[{"stream":{"#)
        for (place, label) in (labels + plan).enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            body.append(quoted: label.name)
            body.append(UInt8(ascii: ":"))
            body.append(quoted: label.value)
        }
        body.append(plain: #"},"values":["#)
        let order = events.indices.sorted { (events[$0].time ?? 0, $0) < (events[$1].time ?? 0, $1) }
        for (place, number) in order.enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            append(events[number], marks, to: &body)
        }
        body.append(plain: "]}]}")
        var headers = [HTTPCall.Header("Content-Type", "application/json")]
        if let tenant { headers.append(.init("X-Scope-OrgID", tenant)) }
        return HTTPCall("POST", url + "/loki/api/v1/push", headers: headers, body: body)
    }

    private func append(_ event: DeliveryEvent, _ marks: SentMarks, to body: inout [UInt8]) {
        body.append(plain: #"[""#)
        body.append(plain: String(event.time ?? 0))
        body.append(plain: #"","#)
        body.append(quoting: event.record)
        body.append(plain: #",{"event_id":"#)
        body.append(quoted: event.id)
        body.append(members: marks.plainMembers)
        body.append(plain: "}]")
    }

    // MARK: Answers

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        switch reply.status {
        case 260: return .stop(blocked, events.map { _ in .unsent })
        case 400: return refused(AnswerFailure.words(reply.body), reply.body, events)
        default: return .fates(events.map { _ in .taken })
        }
    }

    /// Of a request that is refused, the entries that are good are stored; the text says how many are not.
    private func refused(_ words: String, _ body: [UInt8], _ events: [DeliveryEvent]) -> TargetReading {
        if events.count == 1 { return .fates([.refused(code: "400", words: words)]) }
        let isAll = Self.ignored(String(decoding: body, as: UTF8.self)).map { $0 == events.count }
        switch isAll {
        case true?: return .fates(events.map { _ in .refused(code: "400", words: words) })
        case false?: return .fates(events.map { _ in .doubtful("some entries of the request were refused: \(words)") })
        case nil: return .refused(code: "400", words: words)
        }
    }

    /// The number in `total ignored: 3 out of 10`; nil where nothing was looked at, such as for a body that is no JSON.
    private static func ignored(_ text: String) -> Int? {
        if let found = text.firstMatch(of: /total ignored: ([0-9]+)/) { return Int(found.1) }
        return text.contains("ignored") || text.contains("entry") ? 0 : nil
    }

    /// Status 260 is what a tenant answers whose ingestion is switched off.
    private var blocked: TransportFailure {
        TransportFailure(
            .forbidden, host: traits.address, status: 260,
            problem: Problem(
                .error, "E-DELIVERY-BLOCKED", "\(traits.address) takes no logs of this tenant at present",
                place: traits.address, said: "260", means: "an administrator has blocked the ingestion of the tenant",
                effect: "nothing was stored", fix: "ask for the block to be lifted, then run the command again"))
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        var call = HTTPCall("GET", url + "/loki/api/v1/status/buildinfo")
        if let tenant { call.headers.append(.init("X-Scope-OrgID", tenant)) }
        told.product = try await asking.askJSON(call).body["version"]?.text.map { "Loki " + $0 }
        return told
    }
}

extension LokiTarget {
    /// Makes the way to send `loki`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        let tenant = try map.text("tenant")
        let labels = try HTTPSettings.texts(map, "labels", isName: isLabel) ?? [("job", "siemgap")]
        let auth = try HTTPSettings.login(map, making)
        let packs = try HTTPSettings.packs(map)
        var usual = DeliveryLimits()
        (usual.oldestSeconds, usual.futureSeconds) = (oldestSeconds, futureSeconds)
        usual.eventBytes = mostLineBytes
        let settings = try DeliverySettings(map, usual: usual, mostBytes: mostBytes)
        try map.finish()
        var traits = DeliveryTraits(
            kind: .loki, address: HTTPAddress(url)?.name ?? url,
            index: "{" + labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ") + "}",
            acknowledgement: .stored)
        traits.limits = settings.limits
        traits.undo = "a delete request for the label siemgap_plan, where the compactor allows it"
        traits.remarks = [
            "Loki refuses lines that are older than reject_old_samples_max_age, 7 days unless set",
            "lines more than an hour older than the newest one of their stream are refused: a plan has its own stream",
        ]
        let target = LokiTarget(url: url, tenant: tenant, labels: labels, traits: traits)
        var recipe = HTTPDelivery.Recipe(auth: auth, hosts: [url], packs: packs)
        // The words of a refusal are no JSON.
        recipe.errors.statuses = [400: .tolerate]
        return HTTPDelivery(target, recipe, making)
    }

    /// Letters, digits and underscores, as Prometheus' data model has them.
    private static func isLabel(_ name: String) -> Bool { name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                HTTPSettings.url, TextStoreSchema.text("tenant", "X-Scope-OrgID."),
                HTTPSettings.names("labels", "Labels of the stream, {job: siemgap} unless set."), HTTPSettings.gzip,
            ] + TextStoreSchema.login, required: ["url"])
    }
}

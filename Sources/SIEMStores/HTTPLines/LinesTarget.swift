import AuditModel
import Settings
import Transport

/// Any HTTP service that takes JSON records, such as Logstash's `http` input.
///
/// Source: "Http input plugin" of the Logstash reference.
struct LinesTarget: HTTPTarget {
    let url: String
    let body: Body
    let headers: [HTTPCall.Header]
    let traits: DeliveryTraits

    /// What a request holds.
    enum Body: String, Sendable, CaseIterable {
        /// A record a line.
        case lines
        /// One JSON array of records.
        case array
    }

    /// Headers that carry the marks, since the records stay as they are; Logstash keeps headers beside the event.
    static let (planHeader, sentHeader) = ("X-Siemgap-Plan", "X-Siemgap-Sent")

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(events.reduce(2) { $0 + $1.record.count + 1 })
        if body == .array { bytes.append(UInt8(ascii: "[")) }
        for (place, event) in events.enumerated() {
            if body == .array, place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += event.record
            if body == .lines { bytes.append(UInt8(ascii: "\n")) }
        }
        if body == .array { bytes.append(UInt8(ascii: "]")) }
        let type = body == .array ? "application/json" : "application/x-ndjson"
        var all = [HTTPCall.Header("Content-Type", type)] + headers
        if !marks.isEmpty { all += [.init(Self.planHeader, marks.plan), .init(Self.sentHeader, marks.sent)] }
        return HTTPCall("POST", url, headers: all, body: bytes)
    }

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        .fates(events.map { _ in .taken })
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        // Some receivers make an event of whatever request comes.
        told.remarks = ["\(traits.address) was not contacted: only sending shows whether it takes events"]
        return told
    }
}

extension LinesTarget {
    /// Makes the way to send `http`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try TextStoreSettings.address(map, "url")
        let body = try map.choice("body", Body.self) ?? .lines
        let headers = try HTTPSettings.texts(map, "headers", isName: isHeaderName) ?? []
        let auth = try HTTPSettings.login(map, making)
        let packs = try HTTPSettings.packs(map)
        let settings = try DeliverySettings(map)
        try map.finish()
        var traits = DeliveryTraits(kind: .http, address: HTTPAddress(url)?.name ?? url, acknowledgement: .received)
        traits.limits = settings.limits
        traits.keepsEventTime = false
        traits.remarks = [
            "records are sent as they are; what time an event gets is up to the receiver",
            "the marks stand in the headers \(planHeader) and \(sentHeader) of each request",
        ]
        let target = LinesTarget(
            url: url, body: body, headers: headers.map { HTTPCall.Header($0.name, $0.value) }, traits: traits)
        return HTTPDelivery(target, HTTPDelivery.Recipe(auth: auth, hosts: [url], packs: packs), making)
    }

    /// Names of RFC 9110 that carry no credential, which would stand in the file.
    private static func isHeaderName(_ name: String) -> Bool {
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains(byte)
            }
        return isToken && !["authorization", "proxy-authorization", "cookie"].contains(name.lowercased())
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                HTTPSettings.url,
                HTTPSettings.choice("body", Body.allCases.map(\.rawValue), "A record a line, or one JSON array."),
                HTTPSettings.names("headers", "Further headers; no credentials."), HTTPSettings.gzip,
            ] + TextStoreSchema.login, required: ["url"])
    }
}

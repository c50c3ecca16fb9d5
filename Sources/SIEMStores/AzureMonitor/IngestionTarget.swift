import AuditModel
import ByteScan
import Settings
import Transport

/// Azure Monitor's Logs Ingestion API.
///
/// Sources: learn.microsoft.com, "Logs Ingestion API in Azure Monitor", "Azure Monitor service limits" (Logs Ingestion
/// API), "Standard columns in Azure Monitor Logs" (TimeGenerated).
struct IngestionTarget: HTTPTarget {
    /// The stream's URL: endpoint, rule and stream.
    let url: String
    let columns: IngestionColumns
    let traits: DeliveryTraits

    /// Of a request, packed and unpacked; a megabyte is read the strict way.
    static let mostBytes = 1_000_000
    /// Longer values are cut by the service without a word.
    static let mostValueBytes = 64 << 10

    var mostBodyBytes: Int? { Self.mostBytes }

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        HTTPCall(
            "POST", url, headers: [.init("Content-Type", "application/json")], body: columns.array(events, marks))
    }

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        .fates(events.map { _ in .taken })
    }

    /// An empty list is accepted, and shows that rule, stream and role are right.
    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        _ = try await asking.ask(call([], marks: SentMarks(plan: "", sent: ""))) { _ in true }
        var told = DeliveryExamination()
        told.product = "Azure Monitor Logs Ingestion"
        return told
    }
}

/// The columns of a row, which the stream's declaration must have; others are dropped by the service without a word.
struct IngestionColumns: Sendable {
    /// The record as text, its id, and its time a second time, since an old TimeGenerated is replaced.
    var (event, id, original) = ("RawData", "EventId", "OriginalTime")
    /// The marks.
    var (plan, sent) = ("SiemgapPlan", "SiemgapSent")

    /// A JSON array with a row for each event.
    func array(_ events: [DeliveryEvent], _ marks: SentMarks) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(2) { $0 + $1.record.count + $1.record.count / 8 + 320 })
        body.append(UInt8(ascii: "["))
        for (place, row) in events.enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            body.append(UInt8(ascii: "{"))
            if let time = row.time {
                let text = InstantText.rfc3339(time)
                body.append(plain: #""TimeGenerated":""# + text + #"",""# + original + #"":""# + text + #"","#)
            }
            body.append(quoted: id)
            body.append(UInt8(ascii: ":"))
            body.append(quoted: row.id)
            body.append(UInt8(ascii: ","))
            body.append(quoted: event)
            body.append(UInt8(ascii: ":"))
            body.append(quoting: row.record)
            if !marks.isEmpty { body.append(members: [(plan, marks.plan), (sent, marks.sent)]) }
            body.append(UInt8(ascii: "}"))
        }
        body.append(UInt8(ascii: "]"))
        return body
    }

    /// Names that the service keeps for itself, lower case.
    private static let reserved: Set = [
        "id", "_resourceid", "_subscriptionid", "tenantid", "type", "uniqueid", "title", "timegenerated",
    ]
    private static let mostCharacters = 45

    /// Reads `columns: {event: RawData, id: EventId, original: OriginalTime, plan: …, sent: …}`.
    init(_ map: SettingsMap) throws(SettingsFault) {
        guard let own = try map.map("columns") else { return }
        func name(_ key: String, _ usual: String) throws(SettingsFault) -> String {
            guard let text = try own.text(key) else { return usual }
            guard text.count <= Self.mostCharacters, text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil,
                !Self.reserved.contains(text.lowercased())
            else {
                throw own.fault(
                    key, "no column may be called so", fix: "use up to 45 letters, digits and underscores: EventId")
            }
            return text
        }
        event = try name("event", event)
        id = try name("id", id)
        original = try name("original", original)
        plan = try name("plan", plan)
        sent = try name("sent", sent)
        try own.finish()
        guard Set([event, id, original, plan, sent]).count == 5 else {
            throw map.fault("columns", "two columns have one name", fix: "give each a name of its own")
        }
    }

    /// Its JSON schema.
    static let schema = JSONValue.Member(
        "columns",
        ConfigurationSchema.closed(
            ["event", "id", "original", "plan", "sent"].map { TextStoreSchema.text($0, "Name of the column.") }))
}

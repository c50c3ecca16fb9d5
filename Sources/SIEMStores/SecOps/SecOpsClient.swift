import AuditModel
import ByteScan
import Transport

/// Asks the UDM search of one instance.
struct SecOpsClient: Sendable {
    let url: String
    let host: String
    /// `projects/P/locations/L/instances/I`.
    let instance: String
    /// The user's UDM query.
    let query: String
    let text: EventText
    let asksWhole: Bool

    /// The most events of an answer.
    static let mostEvents = 10_000
    private static let wrappers = ["udm", "event"]

    /// Events of a stretch, and whether there are more.
    func search(
        _ window: TimeWindow, wanted: WantedIDs?, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> (events: [JSONTree], leavesOut: Bool) {
        let fields = PercentCoding.form([
            .init("query", query(wanted)), .init("timeRange.startTime", InstantText.rfc3339(window.from)),
            .init("timeRange.endTime", InstantText.rfc3339(window.to)), .init("limit", String(Self.mostEvents)),
        ])
        let call = HTTPCall(
            "GET", "\(url)/v1alpha/\(instance):udmSearch?" + String(decoding: fields, as: UTF8.self))
        let body = try await asking.askJSON(call).body
        guard case .object = body else { throw AnswerFailure.cut("no object", host: host) }
        let events = body["events"]?.elements ?? []
        let says = body["moreDataAvailable"] ?? body["more_data_available"]
        return (events, says == .bool(true) || events.count >= Self.mostEvents)
    }

    /// What is kept of an event, which lies in `udm`, in `event`, or is the element itself.
    func event(_ row: JSONTree) -> StoredEvent {
        let inner = Self.wrappers.lazy.compactMap { row[$0] }.first ?? row
        let (reading, metadata) = (text.read(inner), inner["metadata"])
        var event = StoredEvent()
        event.id = reading.id
        event.time = reading.time ?? metadata?["eventTimestamp"]?.text
        event.ingested = metadata?["ingestedTimestamp"]?.text
        event.place = ["id", "logType"].compactMap { name in
            metadata?[name]?.text.map { .init(name, .string($0)) }
        }
        return event
    }

    private func query(_ wanted: WantedIDs?) -> String {
        guard let wanted else { return query }
        // A field may hold an id in any of its spellings; letter case does not matter.
        let conditions = wanted.tellingParts.flatMap({ GUIDSpelling($0)?.all ?? [$0] }).map { text in
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "metadata.product_log_id = \"\(escaped)\" nocase"
        }
        return "(\(query)) AND (\(conditions.joined(separator: " OR ")))"
    }
}

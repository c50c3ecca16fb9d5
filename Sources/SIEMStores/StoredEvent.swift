package import AuditModel
package import Recordings

/// What is kept of an event when only its id, its times and its length were asked for.
///
/// One JSON object on one line: `{"id":…,"time":…,"ingested":…,"length":…,"text":…,"place":{…}}`; what the SIEM does not
/// say, and the text where it was not asked for, is left out.
package struct StoredEvent: Hashable, Sendable {
    /// The parts of the authority's id of the event, as the SIEM shows them; empty where any is missing.
    package var id: [String] = []
    /// The event time, as the SIEM shows it: a timestamp text or a number of seconds, milliseconds or nanoseconds.
    package var time: String?
    /// When the SIEM took it.
    package var ingested: String?
    /// Bytes of the event's text.
    package var length: Int?
    /// Whether the SIEM holds only the beginning of it.
    package var isCut = false
    /// The event's text, or the document that was made of it; nil unless texts were asked for and the SIEM keeps them.
    package var text: [UInt8]?
    /// Where the SIEM keeps it, such as its index and document id: names and texts, in order.
    package var place: [JSONValue.Member] = []

    /// Nothing known yet.
    package init() {}

    /// Where the members lie, for the recording's description of events whose ids have so many parts.
    package static func paths(idParts: Int = 1) -> RecordingDescription.Paths {
        RecordingDescription.Paths(
            id: idParts == 1 ? ["id"] : (0..<idParts).map { "id.\($0)" }, time: "time", zone: "UTC",
            available: "ingested")
    }

    /// The line, without a line feed.
    package var line: String {
        var members: [JSONValue.Member] = []
        if let only = id.first {
            members.append(.init("id", id.count == 1 ? .string(only) : .array(id.map { .string($0) })))
        }
        if let time { members.append(.init("time", .string(time))) }
        if let ingested { members.append(.init("ingested", .string(ingested))) }
        if let length { members.append(.init("length", .integer(length))) }
        if let text { members.append(.init("text", .string(String(decoding: text, as: UTF8.self)))) }
        if isCut { members.append(.init("cut", .bool(true))) }
        if !place.isEmpty { members.append(.init("place", .object(place))) }
        return JSONValue.object(members).text(pretty: false)
    }
}

import AuditModel
import ByteScan
import Synchronization

/// An event that was sent to a simulated SIEM.
package final class DeliveredDocument: Hashable, Sendable {
    /// What the SIEM keeps of it, as it came: the event's text, or the whole document it was sent in.
    package let content: [UInt8]
    /// The time the SIEM shows, nanoseconds since the Unix epoch, UTC.
    package let time: Int64
    /// When the SIEM took it, likewise.
    package let received: Int64
    /// The SIEM's own id; empty where it has none.
    package let documentID: String
    /// Labels, attributes and other texts beside it, in order.
    package let fields: [(name: String, value: String)]
    /// How the event's text and what stands beside it lie in the content.
    package let form: Form
    private let parsed = Mutex<JSONTree?>(nil)

    /// What the content is.
    package enum Form: Sendable {
        /// The event's text.
        case text
        /// An Elasticsearch document.
        case document
    }

    init(
        _ content: [UInt8], time: Int64, received: Int64, documentID: String = "",
        fields: [(name: String, value: String)] = [], form: Form = .text
    ) {
        self.content = content
        self.time = time
        self.received = received
        self.documentID = documentID
        self.fields = fields
        self.form = form
    }

    /// The content as JSON, taken apart once; null for another text.
    var tree: JSONTree {
        parsed.withLock { parsed in
            if let parsed { return parsed }
            let tree = (try? JSONTree(parsing: content)) ?? .null
            parsed = tree
            return tree
        }
    }

    /// The event's text.
    package var text: String {
        guard form == .document else { return String(decoding: content, as: UTF8.self) }
        if let text = tree["event"]?["original"]?.text ?? tree["message"]?.text { return text }
        return Self.inner(String(decoding: content, as: UTF8.self))
    }

    /// A document without the time before and the marks behind the event's own members.
    private static func inner(_ text: String) -> String {
        var inner = text[...]
        if let time = inner.prefixMatch(of: /\{"@timestamp":"[^"]*",/) {
            inner = Substring("{" + inner[time.range.upperBound...])
        }
        if let marks = inner.firstMatch(of: /,"siemgap":\{"plan":"[^"]*","sent":"[^"]*"\}\}$/) {
            inner = Substring(inner[..<marks.range.lowerBound] + "}")
        }
        return String(inner)
    }

    /// The event's id, beside it or in its text; nil where there is none that is known.
    package var eventID: String? {
        if let id = field("event_id") ?? field("event.id") ?? field("EventId") { return id }
        if form == .document, let id = tree["event"]?["id"]?.text { return id }
        let names = ["Id", "id", "uuid", "eventID", "_document_id"]
        return names.lazy.compactMap { self.tree[$0]?.scalarBytes }.first.map { String(decoding: $0, as: UTF8.self) }
    }

    package static func == (left: DeliveredDocument, right: DeliveredDocument) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// What stands beside it under a name.
    package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The mark of a name such as `siemgap.plan`, however the SIEM spells it.
    package func mark(_ name: String) -> String? {
        if form == .document, let own = name.split(separator: ".").last {
            return tree["siemgap"]?[String(own)]?.text
        }
        let parts = name.split(separator: ".")
        let joined = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return field(name) ?? field(parts.joined(separator: "_")) ?? field(joined)
    }
}

/// The events that were sent to one simulated SIEM, in the order in which they came.
package final class DeliveredDocuments: Sendable {
    private struct Held: Sendable {
        var documents: [DeliveredDocument] = []
        var byTime: [Int] = []
        var isSorted = true
        /// Numbers by the SIEM's own id and by the event's, of as many documents as were looked at.
        var byDocumentID: [String: [Int]] = [:]
        var byEventID: [String: [Int]] = [:]
        var (documentIDsOf, eventIDsOf) = (0, 0)
    }

    private let held = Mutex(Held())

    /// Takes events.
    func add(_ documents: [DeliveredDocument]) {
        held.withLock { held in
            held.documents += documents
            held.isSorted = false
        }
    }

    /// How many there are.
    package var count: Int { held.withLock { $0.documents.count } }

    /// All of them.
    package var all: [DeliveredDocument] { held.withLock { $0.documents } }

    subscript(number: Int) -> DeliveredDocument { held.withLock { $0.documents[number] } }

    /// Numbers of those with one of these ids of the SIEM's own, ascending.
    func numbers(documentIDs ids: Set<String>) -> [Int] {
        held.withLock { held in
            for number in held.documentIDsOf..<held.documents.count {
                held.byDocumentID[held.documents[number].documentID, default: []].append(number)
            }
            held.documentIDsOf = held.documents.count
            let known = held.byDocumentID
            return ids.flatMap { known[$0] ?? [] }.sorted()
        }
    }

    /// Numbers of those of events with one of these ids, ascending.
    func numbers(eventIDs ids: Set<String>) -> [Int] {
        held.withLock { held in
            for number in held.eventIDsOf..<held.documents.count {
                guard let id = held.documents[number].eventID else { continue }
                held.byEventID[id, default: []].append(number)
            }
            held.eventIDsOf = held.documents.count
            let known = held.byEventID
            return ids.flatMap { known[$0] ?? [] }.sorted()
        }
    }

    /// Numbers of those of a window, by time, taken until an instant.
    func numbers(in window: TimeWindow?, visibleAt instant: Int64) -> [Int] {
        held.withLock { held in
            if !held.isSorted {
                let documents = held.documents
                held.byTime = documents.indices.sorted { (documents[$0].time, $0) < (documents[$1].time, $1) }
                held.isSorted = true
            }
            return held.byTime.filter { number in
                let document = held.documents[number]
                return document.received <= instant && window.map { $0.contains(document.time) } ?? true
            }
        }
    }
}

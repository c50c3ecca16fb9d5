import ByteScan
import Pulling

/// Finds an event's id and time in the event's own text, for SIEMs that keep only that.
struct EventText: Sendable {
    /// What was found.
    struct Reading: Hashable, Sendable {
        /// All parts of the id, or none.
        var id: [String] = []
        var time: String?
        /// Whether the text ends before the event does.
        var isCut = false
    }

    /// Where sources keep the ids of their events, in the order in which they are tried: an event may have an `id` that
    /// names something else.
    static let candidates = [
        "Id", "AuditData:Id", "properties.id", "uuid", "eventID", "eventId", "eventDataId", "event_data_id",
        "_document_id", "log_id", "event_id", "txid", "activity_id", "OfficeId", "id", "Identity", "_id",
    ]

    /// Ids in order of preference, each a list of parts.
    private let ids: [[[PathStep]]]
    private let time: [PathStep]?
    /// Whether the text is kept beside what is found in it.
    let isKept: Bool
    private static let brace = UInt8(ascii: "{")

    /// - Parameters:
    ///   - id: the paths of the id's parts; empty for the usual places.
    ///   - time: where the time stands in the text; nil where the SIEM's own is meant.
    init(id: [String], time: String?, isKept: Bool = false) {
        self.isKept = isKept
        ids = id.isEmpty ? Self.candidates.map { [RecordPath.steps($0)] } : [id.map { RecordPath.steps($0) }]
        self.time = time.map { RecordPath.steps($0) }
    }

    /// The names of the members that may hold an id or a part of one, each once.
    var memberNames: [String] {
        var names: [String] = []
        for case .key(let name)? in ids.joined().map(\.last) where !names.contains(name) { names.append(name) }
        return names
    }

    /// Reads a text that is JSON, perhaps behind a header of another form.
    func read(_ text: [UInt8]) -> Reading {
        guard let start = text.firstIndex(of: Self.brace) else { return Reading() }
        do throws(JSONTreeError) {
            return try JSONTree.next(in: text, from: start).map { read($0.value) } ?? Reading()
        } catch {
            var reading = Reading()
            reading.isCut = error.reason == .cutShort
            reading.id = idOfRest(text)
            return reading
        }
    }

    /// Reads an event that is taken apart already.
    func read(_ event: JSONTree) -> Reading {
        Reading(id: id(in: event), time: time.flatMap { event.scalar(at: $0) })
    }

    private func id(in event: JSONTree) -> [String] {
        for paths in ids {
            let parts = paths.compactMap { event.scalar(at: $0) }
            if parts.count == paths.count { return parts }
        }
        return []
    }

    /// The id that stands whole in what is left of a cut event.
    private func idOfRest(_ text: [UInt8]) -> [String] {
        for paths in ids {
            let parts = paths.compactMap { path -> String? in
                guard case .key(let name)? = path.last else { return nil }
                return Self.value(of: name, in: text)
            }
            if parts.count == paths.count { return parts }
        }
        return []
    }

    /// The first text behind `"name":` whose closing quote is there.
    private static func value(of name: String, in text: [UInt8]) -> String? {
        let (quote, key) = (UInt8(ascii: "\""), Array("\"\(name)\"".utf8))
        var rest = text[...]
        while let hit = rest.firstRange(of: key) {
            rest = rest[hit.upperBound...]
            let value = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
            guard value.startIndex > rest.startIndex, value.first == quote else { continue }
            let inside = value.dropFirst().prefix { $0 != quote }
            guard inside.endIndex < text.endIndex, !inside.isEmpty else { continue }
            return String(decoding: inside, as: UTF8.self)
        }
        return nil
    }
}

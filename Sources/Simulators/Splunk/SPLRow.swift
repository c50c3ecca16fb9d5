import AuditModel
import ByteScan

/// A row on its way through a search: an event of the shelf, or a row of a table.
final class SPLRow {
    /// The values of a field; none for a field that is not there, several for a multi-value one.
    typealias Value = [String]

    /// The document; nil for a row of a table.
    let number: Int?
    private let place: SplunkPlace
    private var computed: [String: Value]
    private lazy var record = number.map { place.shelf.record($0) }
    /// The event as JSON; nil for another text.
    private(set) lazy var event = record.flatMap { try? JSONTree(parsing: Array($0.raw.utf8)) }
    /// The words of the event's text by which it is found, in lower case.
    private(set) lazy var words: Set<String> = SPLWords.all(of: raw)

    init(_ number: Int?, _ place: SplunkPlace, computed: [String: Value] = [:]) {
        self.number = number
        self.place = place
        self.computed = computed
    }

    /// The event's text; empty for a row of a table.
    var raw: String { record?.raw ?? "" }

    /// Fields that every event has, in the order in which they are shown.
    static let usualFields = [
        "_bkt", "_cd", "_indextime", "_raw", "_serial", "_si", "_sourcetype", "_time", "host", "index", "linecount",
        "source", "sourcetype", "splunk_server",
    ]

    func set(_ name: String, _ value: Value) { computed[name] = value }

    func value(_ name: String) -> Value {
        if let value = computed[name] { return value }
        guard let record else { return [] }
        switch name {
        case "_raw": return [record.raw]
        case "_time": return [SplunkPlace.seconds(record.time, digits: place.shelf.digits)]
        case "_indextime": return [String(record.received / 1_000_000_000)]
        case "_cd": return ["1:\(57_652 + record.position * 812)"]
        case "_bkt": return ["\(place.index)~1~7D3E0000-0000-4000-8000-000000000001"]
        case "_serial": return [String(record.position)]
        case "_si": return ["idx1", place.index]
        case "index": return [place.index]
        case "sourcetype", "_sourcetype": return [record.delivered?.field("sourcetype") ?? place.sourceType]
        case "source": return [record.delivered?.field("source") ?? "siemgap:" + place.shelf.source]
        case "host": return [record.delivered?.field("host") ?? "forwarder01"]
        case "linecount": return ["1"]
        case "splunk_server": return ["idx1"]
        default:
            if let sent = record.delivered?.field(name) { return [sent] }
            return event.map { Self.values($0, at: name) } ?? []
        }
    }

    /// What a path names in JSON; several where an array is passed.
    static func values(_ tree: JSONTree, at path: String) -> Value {
        if let elements = tree.elements { return elements.flatMap { values($0, at: path) } }
        if let whole = tree[path] { return texts(whole) }
        guard let dot = path.firstIndex(of: "."), let inner = tree[String(path[..<dot])] else { return [] }
        return values(inner, at: String(path[path.index(after: dot)...]))
    }

    private static func texts(_ value: JSONTree) -> Value {
        if let elements = value.elements { return elements.flatMap(texts) }
        if let scalar = value.scalarBytes { return [String(decoding: scalar, as: UTF8.self)] }
        return value.members == nil ? [] : [String(decoding: value.compactBytes, as: UTF8.self)]
    }
}

/// How Splunk cuts a text into words that can be searched for.
enum SPLWords {
    private static let major = Set(" \t\r\n[]<>(){}|!;,'\"*&?+".utf8)
    private static let minor = Set("/:=@.-$#%\\_".utf8)

    /// All words of a text in lower case: those between major breakers, and what minor breakers leave of them.
    static func all(of text: String) -> Set<String> {
        var words: Set<String> = []
        for word in text.lowercased().utf8.split(whereSeparator: { major.contains($0) }) {
            words.insert(String(Substring(word)))
            for part in word.split(whereSeparator: { minor.contains($0) }) { words.insert(String(Substring(part))) }
        }
        return words
    }

    /// Whether a term is found as one word: it has no breaker in it that parts words.
    static func isOne(_ term: String) -> Bool { !term.utf8.contains { major.contains($0) } }
}

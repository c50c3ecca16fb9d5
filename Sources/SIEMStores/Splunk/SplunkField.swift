/// A field of an event, as an expression of a search finds it.
struct SplunkField: Hashable, Sendable {
    /// What `eval` takes.
    let expression: String
    /// The name under which the value stands in the event's text, cut or not.
    let key: String

    /// Reads a path: dotted keys, `:` enters JSON text in a field, a quoted name is an extracted field.
    ///
    /// A path leads into the event's JSON text (`properties.id`, also `_raw:properties.id`), else to the extracted field
    /// of that name. Nil for a path with characters that no field name has.
    init?(path: String) {
        var text = path[...]
        if text.hasPrefix("_raw:") { text = text.dropFirst(5) }
        if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 2 {
            let name = text.dropFirst().dropLast()
            guard Self.isName(name) else { return nil }
            (expression, key) = ("'\(name)'", String(Self.lastKey(name)))
            return
        }
        let steps = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = steps.first, let last = steps.last, steps.allSatisfy(Self.isName) else { return nil }
        let start =
            first.hasPrefix("_") && Self.internalNames.contains(String(first))
            ? "'\(first)'" : "coalesce(spath(_raw,\"\(first)\"),'\(first)')"
        expression = steps.dropFirst().reduce(start) { "spath(\($0),\"\($1)\")" }
        key = String(Self.lastKey(last))
    }

    /// The known places of the ids of audit events, the first that is there counts.
    ///
    /// The order keeps one source's id from being read as another's.
    static let knownIDs: String = {
        let paths = [
            "Id", "AuditData:Id", "properties.id", "uuid", "eventID", "eventId", "eventDataId", "event_data_id",
            "_document_id", "log_id", "event_id", "txid", "activity_id", "OfficeId", "id", "Identity", "_id",
        ]
        let places = paths.map { path in
            path.split(separator: ":").reduce("_raw") { "spath(\($0),\"\($1)\")" }
        }
        return "coalesce(\(places.joined(separator: ",")))"
    }()

    /// The names under which ids are looked for in text that is cut, one after the other.
    static let knownKeys = ["Id", "uuid", "eventID", "eventDataId", "_document_id", "id"]

    private static let internalNames: Set = ["_time", "_indextime", "_cd", "_bkt"]

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "$"),
                    UInt8(ascii: " "), UInt8(ascii: "{"), UInt8(ascii: "}"):
                    true
                default: false
                }
            }
    }

    private static func lastKey(_ text: Substring) -> Substring {
        text.split(separator: ".").last ?? text
    }
}

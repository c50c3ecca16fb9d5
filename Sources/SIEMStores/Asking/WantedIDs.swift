/// Ids that are looked for, however a SIEM spells them.
struct WantedIDs: Sendable {
    private let known: Set<[String]>
    /// Of each id the part that tells it best from others: the longest.
    let tellingParts: [String]

    /// Takes ids as the authority writes them, each with all of its parts.
    init(_ ids: [[String]]) {
        known = Set(ids.map { $0.map(Self.plain) })
        var seen: Set<String> = []
        tellingParts = ids.compactMap { $0.max { $0.utf8.count < $1.utf8.count } }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// Whether an id that the SIEM shows is one of them; a GUID in any spelling.
    func contains(_ id: [String]) -> Bool { known.contains(id.map(Self.plain)) }

    /// A regular expression (RE2) that finds all the ids' telling parts in a text, in any spelling.
    var pattern: String {
        "(?i)(" + tellingParts.flatMap(GUIDSpelling.inside).map(Self.escaped).joined(separator: "|") + ")"
    }

    private static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
            if scalar.isASCII, !isWord { output += "\\" }
            output.unicodeScalars.append(scalar)
        }
        return output
    }

    private static func plain(_ text: String) -> String {
        GUIDSpelling(text)?.digits ?? String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

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

    /// The ways in which a text may stand in a longer one, letter case aside: a GUID with and without dashes.
    static func spellings(of text: String) -> [String] {
        guard let digits = guidDigits(text) else { return [text] }
        return [dashed(digits), digits]
    }

    /// A GUID as 32 digits with dashes between them.
    static func dashed(_ digits: String) -> String {
        var (output, place) = ("", 0)
        for digit in digits {
            if [8, 12, 16, 20].contains(place) { output += "-" }
            output.append(digit)
            place += 1
        }
        return output
    }

    /// A regular expression (RE2) that finds all the ids' telling parts in a text, in any spelling.
    var pattern: String {
        "(?i)(" + tellingParts.flatMap(Self.spellings).map(Self.escaped).joined(separator: "|") + ")"
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
        guidDigits(text) ?? String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// The 32 hexadecimal digits of a GUID, lower case; nil for another text.
    static func guidDigits(_ text: String) -> String? {
        let digits = text.utf8.filter { byte in !"-{} ".utf8.contains(byte) }
        guard digits.count == 32, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return String(decoding: digits, as: UTF8.self).lowercased()
    }
}

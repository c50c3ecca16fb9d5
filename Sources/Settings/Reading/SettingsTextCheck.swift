/// Looks at a text before it is parsed.
///
/// It refuses characters that YAML forbids, which the parser would not place, and aliases as keys so many that comparing
/// the keys of a mapping would not end. The parser compares keys with everything their aliases stand for.
struct SettingsTextCheck {
    /// 1 MiB; a long configuration has some ten KiB.
    static let mostBytes = 1 << 20
    /// The most values a key made of aliases may stand for.
    private static let mostKeyValues = 1000

    private let file: String
    private var line = 1
    private var column = 1
    private var anchors = 0
    private var aliases = 0
    private var firstAnchor: SettingsMark?
    /// Whether a mapping, a list or an alias may stand as a key.
    private var hasOddKey = false
    /// The scalar before the one at hand, the one before that, and the last one that is no blank.
    private var previous: Unicode.Scalar = "\n"
    private var beforePrevious: Unicode.Scalar = "\n"
    private var lastSolid: Unicode.Scalar = "\n"
    private var isInAlias = false

    private init(file: String) { self.file = file }

    /// Throws at the first thing that forbids parsing.
    static func check(_ text: String, file: String) throws(SettingsFault) {
        guard text.utf8.count <= mostBytes else {
            throw SettingsFault(
                .init(
                    "the file is too large for a configuration", at: SettingsMark(file: file, line: 1, column: 1),
                    means: "it has \(text.utf8.count) bytes; at most \(mostBytes) are read", fix: "name the right file")
            )
        }
        var check = SettingsTextCheck(file: file)
        for scalar in text.unicodeScalars { try check.take(scalar) }
        try check.finish()
    }

    private var mark: SettingsMark { SettingsMark(file: file, line: line, column: column) }

    private mutating func take(_ scalar: Unicode.Scalar) throws(SettingsFault) {
        guard Self.isAllowed(scalar) else {
            throw SettingsFault(
                .init(
                    "a control character stands here (U+\(String(scalar.value, radix: 16, uppercase: true)))", at: mark,
                    fix: "remove it, or write it as an escape in double quotes"))
        }
        lookForAliases(scalar)
        let isSecondOfPair = scalar == "\n" && previous == "\r"
        if scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}" {
            if !isSecondOfPair { line += 1 }
            column = 1
        } else {
            column += 1
        }
        previous = scalar
    }

    /// Counts too many rather than too few: what it sees may stand in a text or a comment.
    private mutating func lookForAliases(_ scalar: Unicode.Scalar) {
        let isBlank = scalar == " " || scalar == "\t"
        if Self.isName(scalar), !Self.isName(beforePrevious), previous == "*" || previous == "&" {
            if previous == "*" {
                aliases += 1
                isInAlias = true
            } else {
                anchors += 1
                firstAnchor = firstAnchor ?? SettingsMark(file: file, line: line, column: column - 1)
            }
        } else if !isBlank, !Self.isName(scalar) {
            if scalar == ":", isInAlias || lastSolid == "]" || lastSolid == "}" { hasOddKey = true }
            isInAlias = false
        }
        if previous == "?", isBlank || scalar == "\n" || scalar == "\r" { hasOddKey = true }
        beforePrevious = previous
        if !isBlank { lastSolid = scalar }
    }

    /// The most values that many aliases can stand for, spread over that many anchors that build on each other.
    private func finish() throws(SettingsFault) {
        guard hasOddKey, anchors > 0, aliases > 0 else { return }
        let levels = min(anchors, max(1, aliases / 3))
        var values = 1
        for _ in 0..<levels where values <= Self.mostKeyValues { values *= (aliases + levels - 1) / levels + 1 }
        guard values > Self.mostKeyValues else { return }
        throw SettingsFault(
            .init(
                "aliases stand for too much here", at: firstAnchor,
                means: "a key is a mapping, a list or an alias, and aliases build on each other",
                fix: "use texts as keys, and write values out"))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
            true
        default: false
        }
    }

    /// What the names of anchors consist of.
    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}

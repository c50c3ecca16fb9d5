/// Columns and wrapped paragraphs of fixed-width text.
///
/// Widths count Unicode scalars.
package enum TextLayout {
    /// Fills up with spaces behind.
    static func left(_ text: String, _ width: Int) -> String { text + spaces(width - text.unicodeScalars.count) }

    /// Fills up with spaces in front.
    static func right(_ text: String, _ width: Int) -> String { spaces(width - text.unicodeScalars.count) + text }

    /// That many spaces; none for a negative number.
    static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// Parts one after the other behind a first text, broken between parts where the width is reached.
    ///
    /// - Parameters:
    ///   - first: begins the first line; the others are indented by its width.
    ///   - separator: stands between two parts of a line, and without its trailing spaces at a line's end.
    static func wrapped(_ first: String, _ parts: [String], separator: String, width: Int) -> [String] {
        let indent = spaces(first.unicodeScalars.count)
        var ending = separator
        while ending.last == " " { ending.removeLast() }
        var lines: [String] = []
        var line = first
        var isFresh = true
        for part in parts {
            let addition = isFresh ? part : separator + part
            if !isFresh, line.unicodeScalars.count + addition.unicodeScalars.count > width {
                lines.append(line + ending)
                line = indent + part
            } else {
                line += addition
            }
            isFresh = false
        }
        return lines + [line]
    }

    /// Running text behind a first text, broken between words; longer words stay whole.
    package static func paragraph(_ first: String, _ text: String, width: Int) -> [String] {
        wrapped(first, text.split(separator: " ").map(String.init), separator: " ", width: width)
    }
}

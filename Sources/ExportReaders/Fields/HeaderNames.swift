/// The columns of a CSV file or of a table in a query answer, found by name.
///
/// Names match after trimming, folding of case and collapsing of spaces; ` [UTC]` and other bracketed endings and the
/// `Label (field)` form are seen through, but a full match comes first. The second and later columns of one name are
/// called `name#2`, `name#3`.
package struct HeaderNames: Hashable, Sendable {
    /// The names as they stand in the file, repeated ones with `#2`, `#3`.
    package let names: [String]
    /// The bracketed ending of each name, which tells the zone of its times: `UTC` of `TimeGenerated [UTC]`.
    package let endings: [String?]
    private let exact: [String: Int]
    private let loose: [String: Int]

    /// Takes the header cells in their order.
    package init(cells: [String]) {
        var seen: [String: Int] = [:]
        var names: [String] = []
        var exact: [String: Int] = [:]
        var loose: [String: Int] = [:]
        for (index, cell) in cells.enumerated() {
            let plain = Self.collapsed(cell)
            let folded = plain.lowercased()
            let number = seen[folded, default: 0] + 1
            seen[folded] = number
            let suffix = number > 1 ? "#\(number)" : ""
            names.append(plain + suffix)
            if exact[folded + suffix] == nil { exact[folded + suffix] = index }
            for other in Self.otherForms(plain) where loose[other.lowercased() + suffix] == nil {
                loose[other.lowercased() + suffix] = index
            }
        }
        self.names = names
        self.endings = cells.map { Self.parted(Self.collapsed($0), "[", "]")?.inner }
        self.exact = exact
        self.loose = loose
    }

    /// How many columns there are.
    package var count: Int { names.count }

    /// The index of the column a user or preset calls `name`; nil when there is none.
    package func index(of name: String) -> Int? {
        let folded = Self.collapsed(name).lowercased()
        if let index = exact[folded] ?? loose[folded] { return index }
        guard let base = Self.parted(Self.collapsed(name), "[", "]")?.base.lowercased() else { return nil }
        return exact[base]
    }

    /// The column a path begins with, and the steps inside its cell; the longest name wins.
    ///
    /// Steps behind the column name have to begin with `:`.
    package func column(for path: FieldPath) -> (index: Int, inside: FieldPath)? {
        for count in stride(from: path.leadingKeyCount, to: 0, by: -1) {
            guard let (name, rest) = path.column(keys: count), let index = index(of: name) else { continue }
            guard rest.isEmpty || rest.first == .text else { continue }
            return (index, FieldPath(Array(rest)))
        }
        return nil
    }

    /// Trimmed, without a byte-order mark, with single spaces.
    static func collapsed(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.value == 0xFEFF || $0.properties.isWhitespace ? " " : $0 }
        return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    }

    /// The forms a name may also be called by: without its bracketed ending, and the field of `Label (field)`.
    private static func otherForms(_ name: String) -> [String] {
        let base = parted(name, "[", "]")?.base
        let field = parted(base ?? name, "(", ")")?.inner
        return [base, field].compactMap { $0 }
    }

    private static func parted(_ name: String, _ open: Character, _ close: Character) -> (base: String, inner: String)?
    {
        guard name.last == close, let start = name.lastIndex(of: open), start > name.startIndex else { return nil }
        let inner = name[name.index(after: start)..<name.index(before: name.endIndex)]
        let base = collapsed(String(name[..<start]))
        return base.isEmpty || inner.isEmpty ? nil : (base, String(inner))
    }
}

/// Where a value lies in a record: `AuditData:Id`, `properties.id`, `"event.id"`, `targetResources.0.id`.
///
/// Keys are parted by dots; `:` enters JSON text held in the value before it; a bare number is an index from 0; a key
/// with a dot, a colon, a comma, a bar, an equals sign or a quote in it, or that is a bare number, is quoted.
package struct FieldPath: Hashable, Sendable {
    /// One step down.
    package enum Step: Hashable, Sendable {
        /// Into the member of that name, or the column.
        case key(String)
        /// Into the element of an array, from 0, or into a member whose name is that number.
        case index(Int)
        /// Into the JSON text a value holds.
        case text
    }

    package let steps: [Step]

    /// Makes a path of its steps.
    package init(_ steps: [Step]) { self.steps = steps }

    /// The record itself.
    package static let root = FieldPath([])

    /// Parses the text of a path.
    ///
    /// - Throws: ``FieldPathError`` with the place of the fault.
    package init(parsing text: String) throws(FieldPathError) {
        var parser = FieldPathParser(text)
        self.init(try parser.path(untilComma: false))
    }

    /// Parses paths parted by commas.
    package static func list(parsing text: String) throws(FieldPathError) -> [FieldPath] {
        var parser = FieldPathParser(text)
        var paths: [FieldPath] = []
        repeat { paths.append(FieldPath(try parser.path(untilComma: true))) } while parser.takesComma()
        return paths
    }

    /// The path from the start of `self` through to the end of `other`.
    package func appending(_ other: FieldPath) -> FieldPath { FieldPath(steps + other.steps) }

    /// The name of the column a path begins with, its literal dots included, and the steps that follow `count` keys.
    func column(keys count: Int) -> (name: String, rest: ArraySlice<Step>)? {
        guard count > 0, count <= steps.count else { return nil }
        var names: [String] = []
        for step in steps.prefix(count) {
            switch step {
            case .key(let name): names.append(name)
            case .index(let index): names.append(String(index))
            case .text: return nil
            }
        }
        return (names.joined(separator: "."), steps.dropFirst(count))
    }

    /// How many steps there are before the first `:`.
    var leadingKeyCount: Int { steps.firstIndex(of: .text) ?? steps.count }
}

extension FieldPath: CustomStringConvertible {
    /// The text that parses to this path.
    package var description: String {
        var text = ""
        for (index, step) in steps.enumerated() {
            switch step {
            case .text: text += ":"
            case .key(let name): text += Self.separator(index, steps) + Self.quotedIfNeeded(name)
            case .index(let number): text += Self.separator(index, steps) + String(number)
            }
        }
        return text
    }

    private static func separator(_ index: Int, _ steps: [Step]) -> String {
        index == 0 || steps[index - 1] == .text ? "" : "."
    }

    private static func quotedIfNeeded(_ name: String) -> String {
        let special = name.utf8.contains { FieldPathParser.special.contains($0) }
        let number = name.utf8.allSatisfy { $0 &- 0x30 < 10 }
        guard special || number || name.first == " " || name.last == " " else { return name }
        // Scalars, not characters: a quote with an accent on it is one character, and still a quote.
        var quoted = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

extension FieldPath: ExpressibleByStringLiteral {
    /// A path written in the source; a text that is no path stops the program, and a test parses every preset.
    package init(stringLiteral text: String) {
        do {
            self = try FieldPath(parsing: text)
        } catch {
            preconditionFailure("\(text): \(error)")
        }
    }
}

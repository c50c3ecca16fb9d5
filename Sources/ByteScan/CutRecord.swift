/// Reads fields off JSON text that is cut or broken, each at its own path and no other.
///
/// It walks from the beginning of the text and stops at the first thing whose place in the record is not certain. Only
/// values that are whole are taken, of repeated members the first. Numbers and words need not be JSON's.
struct CutRecord {
    private struct Level {
        let isObject: Bool
        /// How much of the path leads to the container.
        let pathLength: Int
        var item = 0
    }

    private enum Expectation { case key, value, separator }

    /// A step into the JSON text of a string, in a path written as bytes; no key has such a byte in front.
    private static let textStep: [UInt8] = [0, 1]

    private let wanted: [[UInt8]]
    /// The fields' texts, escapes decoded, in the order of the paths; nil where none was found.
    private(set) var texts: [[UInt8]?]
    private var path: [UInt8] = []
    private var levels: [Level] = []
    private var expectation = Expectation.value

    /// - Parameter text: begins anywhere before the record; a text in front of its first brace is skipped.
    init(_ text: [UInt8], paths: [[PathStep]]) {
        wanted = paths.map { $0.flatMap(Self.written) }
        texts = paths.map { _ in nil }
        walk(text)
    }

    /// A path as bytes, in which a joined key (`event.id`) is the same as its parts.
    private static func written(_ step: PathStep) -> [UInt8] {
        switch step {
        case .key(let name): [Byte.dot] + Array(name.utf8)
        case .item(let number): [0, 2] + Array(String(number).utf8)
        case .text: textStep
        }
    }

    private mutating func walk(_ text: [UInt8]) {
        (levels, expectation) = ([], .value)
        let start = path
        // Rows of a table are arrays; elsewhere brackets in front of the record are text.
        let opening = wanted.contains { $0.starts(with: start + [0, 2]) } ? Byte.openBracket : Byte.openBrace
        var index: Int? = 0
        while let at = index, at < text.count {
            if levels.isEmpty {
                // The next object, where a whole one belongs to the text in front.
                guard let open = text[at...].firstIndex(of: opening) else { break }
                path = start
                push(isObject: opening == Byte.openBrace)
                index = open + 1
            } else if Byte.isSpace(text[at]) {
                index = at + 1
            } else {
                index = step(text, at)
            }
        }
        path = start
    }

    /// Takes what begins at `at`; the index after it, or nil when nothing behind it is certain.
    private mutating func step(_ text: [UInt8], _ at: Int) -> Int? {
        let byte = text[at]
        if byte == Byte.closeBrace || byte == Byte.closeBracket {
            guard levels.last?.isObject == (byte == Byte.closeBrace) else { return nil }
            path.removeSubrange(levels.removeLast().pathLength...)
            expectation = .separator
            return at + 1
        }
        switch expectation {
        case .key: return byte == Byte.comma ? at + 1 : key(text, at)
        case .separator:
            guard byte == Byte.comma else { return nil }
            finishValue()
            return at + 1
        case .value: return value(text, at)
        }
    }

    private mutating func push(isObject: Bool) {
        levels.append(Level(isObject: isObject, pathLength: path.count))
        expectation = isObject ? .key : .value
    }

    /// Goes back to the innermost container, and on to its next member or element.
    private mutating func finishValue() {
        guard var level = levels.popLast() else { return }
        path.removeSubrange(level.pathLength...)
        level.item += 1
        levels.append(level)
        expectation = level.isObject ? .key : .value
    }

    private mutating func key(_ text: [UInt8], _ at: Int) -> Int? {
        guard text[at] == Byte.quote, let level = levels.last else { return nil }
        let end = Self.stringEnd(text, at + 1)
        guard let colon = text[min(end + 1, text.count)...].firstIndex(where: { !Byte.isSpace($0) }),
            text[colon] == Byte.colon
        else { return nil }
        path.removeSubrange(level.pathLength...)
        path.append(Byte.dot)
        path += Self.decoded(text[(at + 1)..<end])
        expectation = .value
        return colon + 1
    }

    private mutating func value(_ text: [UInt8], _ at: Int) -> Int? {
        if let level = levels.last, !level.isObject {
            path.removeSubrange(level.pathLength...)
            path += Self.written(.item(level.item))
        }
        switch text[at] {
        case Byte.openBrace, Byte.openBracket:
            push(isObject: text[at] == Byte.openBrace)
            return at + 1
        case Byte.comma:
            finishValue()
            return at + 1
        case Byte.quote: return string(text, at + 1)
        default: return scalar(text, at)
        }
    }

    private mutating func string(_ text: [UInt8], _ start: Int) -> Int? {
        let end = Self.stringEnd(text, start)
        let isWhole = end < text.count
        if isWhole { keep { Self.decoded(text[start..<end]) } }
        let inner = path + Self.textStep
        if wanted.contains(where: { $0.starts(with: inner) }) {
            let outer = (path, levels)
            path = inner
            walk(Self.decoded(text[start..<end]))
            (path, levels) = outer
        }
        expectation = .separator
        return isWhole ? end + 1 : nil
    }

    private mutating func scalar(_ text: [UInt8], _ start: Int) -> Int? {
        let stops: [UInt8] = [
            Byte.comma, Byte.closeBrace, Byte.closeBracket, Byte.quote, Byte.colon, Byte.openBrace, Byte.openBracket,
        ]
        guard let end = text[start...].firstIndex(where: { stops.contains($0) }), stops[..<3].contains(text[end]) else {
            return nil
        }
        let word = text[start..<end].prefix { !Byte.isSpace($0) }
        let isOne = text[word.endIndex..<end].allSatisfy(Byte.isSpace)
        if isOne, word.first != Byte.comma, !word.elementsEqual("null".utf8) { keep { Array(word) } }
        expectation = .separator
        return end
    }

    private mutating func keep(_ text: () -> [UInt8]) {
        for index in wanted.indices where texts[index] == nil && wanted[index] == path {
            let text = text()
            if !text.isEmpty { texts[index] = text }
        }
    }

    /// The index of the closing quote, or the end of the text.
    private static func stringEnd(_ text: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != Byte.quote { index += text[index] == Byte.backslash ? 2 : 1 }
        return min(index, text.count)
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(Byte.backslash) else { return Array(text) }
        return unsafe [UInt8](unsafeUninitializedCapacity: text.count) { output, written in
            // SAFETY: decoding never grows the text.
            written = unsafe text.withUnsafeBufferPointer { input in
                guard let input = input.baseAddress, let output = output.baseAddress else { return 0 }
                return unsafe JSONText.decode(input, text.count, into: output)
            }
        }
    }
}

/// Looks for the array of events in an envelope.
package struct EnvelopeSeeker {
    /// What a look at the bytes so far says.
    package enum Answer: Hashable, Sendable {
        /// The array's first element may begin at `start`; `depth` containers, the array included, are open there.
        case found(form: Int, start: Int, depth: Int)
        /// The text ends before that can be told.
        case needsMore
        /// The first value is no envelope; it ends before `end`, or nil when it is not JSON.
        case none(end: Int?)
    }

    private struct Level {
        var isObject: Bool
        var key: [UInt8] = []
        /// Texts of the short string members seen so far.
        var members: [(name: [UInt8], value: [UInt8])] = []
        var isForeign: [Bool]
    }

    private let forms: [EnvelopeForm]
    private var levels: [Level] = []

    /// A seeker for one of these forms; the first that fits counts.
    package init(_ forms: [EnvelopeForm]) { self.forms = forms }

    /// Looks at a JSON text from its beginning.
    package mutating func look(at bytes: Span<UInt8>) -> Answer {
        levels = []
        var grammar = JSONGrammar()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if Byte.isSpace(byte) {
                index += 1
                continue
            }
            let isKey = grammar.expectsKey
            switch byte {
            case Byte.openBrace, Byte.openBracket:
                guard grammar.accept(byte) else { return .none(end: nil) }
                if byte == Byte.openBracket, let form = fittingForm() {
                    return .found(form: form, start: index + 1, depth: grammar.depth)
                }
                levels.append(Level(isObject: byte == Byte.openBrace, isForeign: forms.map { _ in false }))
                index += 1
            case Byte.closeBrace, Byte.closeBracket:
                guard grammar.accept(byte) else { return .none(end: nil) }
                levels.removeLast()
                index += 1
            case Byte.colon, Byte.comma:
                guard grammar.accept(byte) else { return .none(end: nil) }
                index += 1
            case Byte.quote:
                guard let end = Self.stringEnd(bytes, index + 1) else { return .needsMore }
                guard grammar.accept(byte) else { return .none(end: nil) }
                noteString(bytes, index + 1..<end, isKey: isKey)
                index = end + 1
            default:
                guard grammar.accept(Byte.zero) else { return .none(end: nil) }
                index = Self.scalarEnd(bytes, index)
                if index == bytes.count { return grammar.isComplete ? .none(end: index) : .needsMore }
            }
            if grammar.isComplete { return .none(end: index) }
        }
        return .needsMore
    }

    /// The form whose path is the way to the array that opens now.
    private func fittingForm() -> Int? {
        forms.indices.first { number in
            let form = forms[number]
            guard form.path.count == levels.count, !levels.contains(where: { $0.isForeign[number] }) else {
                return false
            }
            for (level, step) in zip(levels, form.path) {
                switch step {
                case .key(let key): guard level.isObject, level.key == Array(key.utf8) else { return false }
                case .anyItem: guard !level.isObject else { return false }
                }
            }
            guard let marker = form.marker, let last = levels.last else { return form.marker == nil }
            return last.members.contains { $0.name == Array(marker.name.utf8) && $0.value == Array(marker.value.utf8) }
        }
    }

    private mutating func noteString(_ bytes: Span<UInt8>, _ range: Range<Int>, isKey: Bool) {
        guard var level = levels.popLast() else { return }
        defer { levels.append(level) }
        let text = range.count <= 256 ? range.map { bytes[$0] } : []
        guard isKey else {
            if level.isObject, level.members.count < 64 { level.members.append((level.key, text)) }
            return
        }
        level.key = text
        guard levels.isEmpty else { return }
        for (number, form) in forms.enumerated() {
            guard let companions = form.companions, let first = form.path.first else { continue }
            if case .key(let own) = first, own.utf8.elementsEqual(text) { continue }
            let name = String(decoding: text, as: UTF8.self)
            if !companions.contains(name) && !name.hasPrefix("@") { level.isForeign[number] = true }
        }
    }

    private static func stringEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Byte.quote { return index }
            index += byte == Byte.backslash ? 2 : 1
        }
        return nil
    }

    private static func scalarEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            if Byte.isSpace(byte) || [Byte.comma, Byte.colon, Byte.closeBrace, Byte.closeBracket].contains(byte) {
                break
            }
            index += 1
        }
        return index
    }
}

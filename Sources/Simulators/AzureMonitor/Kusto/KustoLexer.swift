import ByteScan

/// Takes a query's text apart.
struct KustoLexer {
    /// The smallest parts of a query.
    enum Token: Hashable, Sendable {
        /// Names, and operators written as words: `where`, `in~`, `!has`.
        case name(String)
        case value(KustoValue)
        /// `|`, `==`, `(`, ….
        case symbol(String)
        case end
    }

    private let bytes: [UInt8]
    private var place = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens of a text, with one of kind `end` behind them.
    static func tokens(of text: String) throws(KustoFault) -> [Token] {
        var lexer = KustoLexer(text)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens + [.end]
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private static let symbols = ["==", "!=", "=~", "!~", "<=", ">=", "<>", ".."]
    private static let singles = Array("|,()[].<>=+-*/%;:".utf8)
    /// What a literal of a type begins with; `datetime(2026-11-14)`.
    private static let typed: Set = [
        "datetime", "date", "dynamic", "real", "double", "long", "int", "bool", "timespan",
    ]

    private mutating func next() throws(KustoFault) -> Token? {
        skipBlanks()
        guard let byte else { return nil }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return .value(.string(try text(until: byte))) }
        if byte == UInt8(ascii: "@"), place + 1 < bytes.count { return .value(.string(try verbatim())) }
        if Self.isDigit(byte) { return .value(try number()) }
        if Self.isWord(byte) { return try word() }
        let rest = String(decoding: bytes[place..<min(place + 2, bytes.count)], as: UTF8.self)
        if Self.symbols.contains(rest) {
            place += 2
            return .symbol(rest)
        }
        if byte == UInt8(ascii: "!"), place + 1 < bytes.count, Self.isWord(bytes[place + 1]) {
            place += 1
            return .name("!" + operatorName())
        }
        guard Self.singles.contains(byte) else { throw .syntax("'\(Character(Unicode.Scalar(byte)))' is not expected") }
        place += 1
        return .symbol(String(Character(Unicode.Scalar(byte))))
    }

    private mutating func skipBlanks() {
        while let byte {
            if byte == UInt8(ascii: "/"), place + 1 < bytes.count, bytes[place + 1] == byte {
                while let next = self.byte, next != UInt8(ascii: "\n") { place += 1 }
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func word() throws(KustoFault) -> Token {
        let start = place
        let name = operatorName()
        guard Self.typed.contains(name), byte == UInt8(ascii: "(") else { return .name(name) }
        place += 1
        if name == "dynamic" { return .value(.dynamic(try json())) }
        let from = place
        while let byte, byte != UInt8(ascii: ")") { place += 1 }
        let inner = String(decoding: bytes[from..<place], as: UTF8.self).trimmed
        guard byte != nil else { throw .syntax("a literal has no end") }
        place += 1
        if let value = Self.literal(name, inner) { return .value(value) }
        // A conversion such as `bool(x)` is a call.
        guard name != "datetime", name != "date" else { throw .syntax("\(inner) is no datetime") }
        place = start + name.utf8.count
        return .name(name)
    }

    /// A name, with the `~` of operators that disregard case.
    private mutating func operatorName() -> String {
        let start = place
        while let byte, Self.isWord(byte) || Self.isDigit(byte) { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        guard name == "in", byte == UInt8(ascii: "~") else { return name }
        place += 1
        return name + "~"
    }

    private static func literal(_ type: String, _ text: String) -> KustoValue? {
        if text == "null" { return .null }
        switch type {
        case "datetime", "date":
            let plain = text.filter { $0 != "\"" && $0 != "'" }
            return KustoValue.time(plain).map { .datetime($0) }
        case "real", "double": return Double(text).map { .real($0) }
        case "long", "int": return Int(text).map { .long($0) }
        case "bool": return Bool(text).map { .bool($0) }
        case "timespan": return timespan(text).map { .timespan($0) }
        default: return nil
        }
    }

    /// A number, or a timespan such as `30m`.
    private mutating func number() throws(KustoFault) -> KustoValue {
        let start = place
        while let byte, Self.isDigit(byte) || Self.isWord(byte) || isFraction { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let whole = Int(text) { return .long(whole) }
        if let real = Double(text) { return .real(real) }
        guard let length = Self.timespan(text) else { throw .syntax("\(text) is no number") }
        return .timespan(length)
    }

    private var isFraction: Bool {
        byte == UInt8(ascii: ".") && place + 1 < bytes.count && Self.isDigit(bytes[place + 1])
    }

    private static func timespan(_ text: String) -> Int64? {
        let units: [(String, Double)] = [
            ("ms", 1e6), ("microsecond", 1e3), ("tick", 100), ("d", 86_400e9), ("h", 3600e9), ("m", 60e9), ("s", 1e9),
        ]
        for (unit, length) in units where text.hasSuffix(unit) {
            if let count = Double(text.dropLast(unit.count)) { return Int64(count * length) }
        }
        return nil
    }

    private mutating func text(until quote: UInt8) throws(KustoFault) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte, byte != quote {
            place += 1
            guard byte == UInt8(ascii: "\\"), let escaped = self.byte else {
                text.append(byte)
                continue
            }
            place += 1
            switch escaped {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            default: text.append(escaped)
            }
        }
        guard byte != nil else { throw .syntax("a text has no end") }
        place += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func verbatim() throws(KustoFault) -> String {
        let quote = bytes[place + 1]
        let start = place + 2
        place = start
        while let byte, byte != quote { place += 1 }
        guard byte != nil else { throw .syntax("a text has no end") }
        place += 1
        return String(decoding: bytes[start..<(place - 1)], as: UTF8.self)
    }

    private mutating func json() throws(KustoFault) -> JSONTree {
        guard let (value, end) = try? JSONTree.next(in: bytes, from: place) else {
            throw .syntax("a dynamic literal is no JSON")
        }
        place = end
        skipBlanks()
        guard byte == UInt8(ascii: ")") else { throw .syntax("a dynamic literal has no end") }
        place += 1
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (0x41...0x5A).contains(byte & 0xDF)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

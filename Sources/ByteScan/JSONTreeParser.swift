/// Parses JSON by recursive descent; plain and slow beside the scanners of the hot path.
struct JSONTreeParser {
    private let bytes: [UInt8]
    private let depthLimit: Int
    private var depth = 0
    /// Offset of the next byte to read.
    private(set) var position: Int

    init(bytes: [UInt8], at start: Int = 0, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        position = start
    }

    mutating func wholeValue() throws(JSONTreeError) -> JSONTree {
        let result = try value()
        if skipsWhiteSpace() { throw JSONTreeError(.trailingBytes, at: position) }
        return result
    }

    /// Skips white space; false at the end of the bytes.
    mutating func skipsWhiteSpace() -> Bool {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return true
            }
        }
        return false
    }

    mutating func value() throws(JSONTreeError) -> JSONTree {
        switch try significantByte() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw JSONTreeError(.unexpectedByte, at: position)
        }
    }

    private mutating func significantByte() throws(JSONTreeError) -> UInt8 {
        guard skipsWhiteSpace() else { throw JSONTreeError(.cutShort, at: position) }
        return bytes[position]
    }

    private mutating func deepen() throws(JSONTreeError) {
        depth += 1
        if depth > depthLimit { throw JSONTreeError(.tooDeep(limit: depthLimit), at: position) }
        position += 1
    }

    private mutating func array() throws(JSONTreeError) -> JSONTree {
        try deepen()
        defer { depth -= 1 }
        var elements: [JSONTree] = []
        if try significantByte() == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        repeat { elements.append(try value()) } while try continues(before: UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func object() throws(JSONTreeError) -> JSONTree {
        try deepen()
        defer { depth -= 1 }
        var members: [JSONTree.Member] = []
        if try significantByte() == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        repeat { members.append(try member()) } while try continues(before: UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func member() throws(JSONTreeError) -> JSONTree.Member {
        guard try significantByte() == UInt8(ascii: "\"") else { throw JSONTreeError(.unexpectedByte, at: position) }
        let name = try string()
        guard try significantByte() == UInt8(ascii: ":") else { throw JSONTreeError(.unexpectedByte, at: position) }
        position += 1
        return JSONTree.Member(name: name, value: try value())
    }

    /// Takes the comma, or the closing bracket and then says no.
    private mutating func continues(before close: UInt8) throws(JSONTreeError) -> Bool {
        let byte = try significantByte()
        guard byte == UInt8(ascii: ",") || byte == close else { throw JSONTreeError(.unexpectedByte, at: position) }
        position += 1
        return byte != close
    }

    private mutating func literal(_ word: String, _ value: JSONTree) throws(JSONTreeError) -> JSONTree {
        for expected in word.utf8 {
            guard position < bytes.count else { throw JSONTreeError(.cutShort, at: position) }
            guard bytes[position] == expected else { throw JSONTreeError(.unexpectedByte, at: position) }
            position += 1
        }
        return value
    }
}

// MARK: Numbers

extension JSONTreeParser {
    private mutating func number() throws(JSONTreeError) -> [UInt8] {
        let start = position
        take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { take(UInt8(ascii: "-")) }
            try digits()
        }
        if position < bytes.count, bytes[position] &- 0x30 < 10 { throw JSONTreeError(.badNumber, at: position) }
        return Array(bytes[start..<position])
    }

    @discardableResult
    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func digits() throws(JSONTreeError) {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        guard position == start else { return }
        throw JSONTreeError(position < bytes.count ? .badNumber : .cutShort, at: position)
    }
}

// MARK: Strings

extension JSONTreeParser {
    private mutating func string() throws(JSONTreeError) -> [UInt8] {
        position += 1
        var decoded: [UInt8] = []
        while true {
            let stop = StringText.stop(in: bytes.span, from: position).place
            decoded += bytes[position..<stop]
            position = stop
            guard position < bytes.count else { throw JSONTreeError(.cutShort, at: position) }
            position += 1
            if bytes[stop] == UInt8(ascii: "\"") { return decoded }
            try escape(into: &decoded)
        }
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(JSONTreeError) {
        guard position < bytes.count else { throw JSONTreeError(.cutShort, at: position) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): Self.encode(try codePoint(), into: &decoded)
        default: throw JSONTreeError(.badEscape, at: position - 1)
        }
    }

    /// The code point of one `\uXXXX`, or of a pair of surrogates; a lone surrogate stays what it is.
    private mutating func codePoint() throws(JSONTreeError) -> UInt32 {
        let first = try fourHexDigits()
        guard 0xD800..<0xDC00 ~= first, position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        else { return first }
        let behindFirst = position
        position += 2
        let second = try fourHexDigits()
        guard 0xDC00..<0xE000 ~= second else {
            position = behindFirst
            return first
        }
        return 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func fourHexDigits() throws(JSONTreeError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw JSONTreeError(.cutShort, at: position) }
            guard let digit = Self.hexDigit(bytes[position]) else { throw JSONTreeError(.badEscape, at: position) }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    private static func encode(_ point: UInt32, into decoded: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | point >> shift & 0x3F) }
        switch point {
        case 0..<0x80: decoded.append(UInt8(point))
        case 0x80..<0x800: decoded += [UInt8(0xC0 | point >> 6), tail(0)]
        case 0x800..<0x1_0000: decoded += [UInt8(0xE0 | point >> 12), tail(6), tail(0)]
        default: decoded += [UInt8(0xF0 | point >> 18), tail(12), tail(6), tail(0)]
        }
    }
}

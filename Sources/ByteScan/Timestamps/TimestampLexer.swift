/// Reads the parts of a time from left to right in bytes that each call is given again.
///
/// All calls must pass the bytes given to the initializer. Nothing is allocated.
struct TimestampLexer {
    /// Offset of the next byte.
    private(set) var position: Int
    /// Offset after the last byte that counts.
    private(set) var end: Int

    /// Begins after spaces and an opening quote, and ends before the closing quote and spaces.
    init(trimming bytes: Span<UInt8>) {
        position = 0
        end = bytes.count
        trimSpaces(bytes)
        guard end - position >= 2, bytes[position] == bytes[end - 1], bytes[position] == 0x22 || bytes[position] == 0x27
        else { return }
        position += 1
        end -= 1
        trimSpaces(bytes)
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { position == end }

    /// The byte `distance` after the next one, or 0 beyond the end.
    @inline(__always)
    func peek(_ bytes: Span<UInt8>, _ distance: Int = 0) -> UInt8 {
        position + distance < end ? bytes[position + distance] : 0
    }

    /// Goes on by `count` bytes, which must exist.
    @inline(__always)
    mutating func skip(_ count: Int) { position += count }

    /// Reads one given byte if it is next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte, position < end else { return false }
        position += 1
        return true
    }

    /// Reads a fixed text if it is next, ASCII letters in either case.
    mutating func take(_ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let matches = text.withUTF8Buffer { wanted in
            // SAFETY: the buffer is the static string's own bytes, indexed below its count only.
            wanted.indices.allSatisfy { unsafe peek(bytes, $0).asciiUppercase == wanted[$0].asciiUppercase }
        }
        if matches { position += text.utf8CodeUnitCount }
        return matches
    }

    /// How many digits come next.
    func digitRun(_ bytes: Span<UInt8>) -> Int {
        var count = 0
        while peek(bytes, count).isASCIIDigit { count += 1 }
        return count
    }

    /// Reads a number of as many digits as `length` allows; all digits that come next must belong to it.
    mutating func number(_ bytes: Span<UInt8>, _ length: ClosedRange<Int>) -> Int? {
        let count = digitRun(bytes)
        guard length ~= count else { return nil }
        var value = 0
        for _ in 0..<count {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return value
    }

    /// Reads ASCII letters; the range of their offsets, possibly empty.
    mutating func word(_ bytes: Span<UInt8>) -> Range<Int> {
        let start = position
        while peek(bytes).isASCIILetter { position += 1 }
        return start..<position
    }

    /// Reads white space; whether there was any.
    @discardableResult
    mutating func spaces(_ bytes: Span<UInt8>) -> Bool {
        let start = position
        while position < end {
            let width = Self.spaceWidth(peek(bytes), peek(bytes, 1), peek(bytes, 2))
            guard width > 0 else { break }
            position += width
        }
        return position > start
    }

    private mutating func trimSpaces(_ bytes: Span<UInt8>) {
        spaces(bytes)
        while end > position {
            func back(_ distance: Int) -> UInt8 { end - distance >= position ? bytes[end - distance] : 0 }
            if Self.spaceWidth(back(1), 0, 0) == 1 {
                end -= 1
            } else if Self.spaceWidth(back(2), back(1), 0) == 2 {
                end -= 2
            } else if Self.spaceWidth(back(3), back(2), back(1)) == 3 {
                end -= 3
            } else {
                return
            }
        }
    }

    /// Length of a space in UTF-8: space, tab, line ends, U+00A0, U+2009 or U+202F; 0 for anything else.
    @inline(__always)
    private static func spaceWidth(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        switch (first, second, third) {
        case (0x20, _, _), (0x09...0x0D, _, _): 1
        case (0xC2, 0xA0, _): 2
        case (0xE2, 0x80, 0xAF), (0xE2, 0x80, 0x89): 3
        case (_, _, _): 0
        }
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}

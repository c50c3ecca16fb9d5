/// What one look at a record's bytes tells without knowing its fields: its size without white space, and its traits.
package struct RecordOutline: Sendable {
    /// Bytes of the record as JSON without white space between tokens.
    package private(set) var size = 0
    package private(set) var traits: Traits = []

    /// What can be told about a record's bytes.
    package struct Traits: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Objects or arrays below the fourth level.
        package static let deep = Traits(rawValue: 1 << 0)
        package static let nonASCII = Traits(rawValue: 1 << 1)
        /// A line feed or carriage return inside a string, as an escape.
        package static let lineBreak = Traits(rawValue: 1 << 2)
        /// An array whose first element is an object.
        package static let objectArray = Traits(rawValue: 1 << 3)
        /// A null value.
        package static let nullValue = Traits(rawValue: 1 << 4)
        /// JSON text inside a string.
        package static let innerJSON = Traits(rawValue: 1 << 5)
    }

    /// Levels of objects and arrays that are not deep.
    private static let usualDepth = 4

    /// Looks at a record that is a JSON object, or at any text, whose quotes then count as those of strings.
    package init(_ record: Span<UInt8>) {
        unsafe record.withUnsafeBytes { bytes in
            var (index, depth) = (0, 0)
            var opensArray = false
            // SAFETY: every index is compared with the count before it is used.
            while index < bytes.count {
                let byte = unsafe bytes[index]
                switch byte {
                case Byte.quote:
                    index = unsafe string(bytes, from: index)
                    opensArray = false
                    continue
                case UInt8(ascii: " "), 0x09, 0x0A, 0x0D:
                    index &+= 1
                    continue
                case UInt8(ascii: "{"):
                    if opensArray { traits.insert(.objectArray) }
                    depth &+= 1
                case UInt8(ascii: "["): depth &+= 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
                case UInt8(ascii: "n"): traits.insert(.nullValue)
                default: break
                }
                if depth > Self.usualDepth { traits.insert(.deep) }
                opensArray = byte == UInt8(ascii: "[")
                size &+= 1
                index &+= 1
            }
        }
    }

    /// Looks at the string that begins at `start`; gives the index after it.
    @inline(__always)
    private mutating func string(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start &+ 1
        while true {
            let stop = unsafe StringText.stop(in: bytes, from: index)
            if stop.high != 0 { traits.insert(.nonASCII) }
            index = stop.place
            // SAFETY: the index is compared with the count before it is used.
            guard index < bytes.count, unsafe bytes[index] == Byte.backslash else { break }
            index = unsafe escape(bytes, at: index, ofStringAt: start)
        }
        index = min(index &+ 1, bytes.count)
        size &+= index &- start
        return index
    }

    /// Looks at the escape at `index` in the string that begins at `start`; gives the index after it.
    private mutating func escape(_ bytes: UnsafeRawBufferPointer, at index: Int, ofStringAt start: Int) -> Int {
        guard index &+ 1 < bytes.count else { return bytes.count }
        // SAFETY: the byte behind the backslash exists, and so do those before it.
        switch unsafe bytes[index &+ 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): traits.insert(.lineBreak)
        case Byte.quote:
            let opening = unsafe bytes[start &+ 1]
            let isFirst = index == start &+ 2
            if isFirst, opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") { traits.insert(.innerJSON) }
        case UInt8(ascii: "u"): unsafe noteCodeUnit(bytes, at: index &+ 2)
        default: break
        }
        return index &+ 2
    }

    /// `000a`, `000d` and everything beyond ASCII.
    private mutating func noteCodeUnit(_ bytes: UnsafeRawBufferPointer, at start: Int) {
        guard start &+ 4 <= bytes.count else { return }
        // SAFETY: four bytes from `start` exist.
        let digits = unsafe [bytes[start], bytes[start &+ 1], bytes[start &+ 2], bytes[start &+ 3]]
        guard let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { return }
        if unit == 0x0A || unit == 0x0D { traits.insert(.lineBreak) }
        if unit >= 0x80 { traits.insert(.nonASCII) }
    }
}

/// The members of a JSON object as the bytes they were written with.
struct RawMembers {
    /// Name, quotes and escapes included, and value of each member, as ranges of the bytes.
    private(set) var members: [(name: Range<Int>, value: Range<Int>)] = []
    private let bytes: [UInt8]

    /// Takes an object apart.
    ///
    /// - Parameter range: where in the bytes it stands; it must be a whole JSON object.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        var index = range.lowerBound + 1
        while let name = Self.value(bytes, from: &index, to: range.upperBound),
            let value = Self.value(bytes, from: &index, to: range.upperBound)
        {
            members.append((name, value))
        }
    }

    /// The range of a member's value; nil when there is none of that name.
    func value(_ name: String) -> Range<Int>? {
        let quoted = Array("\"\(name)\"".utf8)
        return members.first { bytes[$0.name].elementsEqual(quoted) }?.value
    }

    /// The ranges of an array's elements.
    ///
    /// - Parameter range: where the array stands, whole.
    static func elements(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var (elements, index): ([Range<Int>], Int) = ([], range.lowerBound + 1)
        while let element = value(bytes, from: &index, to: range.upperBound) { elements.append(element) }
        return elements
    }

    /// The next value; nil at the closing bracket.
    ///
    /// White space, commas and colons before it are passed over.
    private static func value(_ bytes: [UInt8], from index: inout Int, to end: Int) -> Range<Int>? {
        while index < end,
            bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ":")
        {
            index += 1
        }
        guard index < end - 1 else { return nil }
        let start = index
        var depth = 0
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = stringEnd(bytes, index + 1, end)
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return start..<index }
                depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x00...0x20: if depth == 0 { return start..<index }
            default: break
            }
            index += 1
            if depth == 0, isClosing(bytes[index - 1]) { return start..<index }
        }
        return start..<end
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    /// The offset of the quote that ends a string.
    private static func stringEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end - 1, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, end - 1)
    }
}

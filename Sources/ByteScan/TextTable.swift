/// Texts of bytes, numbered in the order in which they were first seen; number 0 is the empty text.
///
/// Memory: the bytes of each text once, and up to 24 bytes beside them.
package struct TextTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`; it begins where the one before it ends.
    private var ends = [0]
    /// An open-addressing index of numbers; 0, which is never looked for, marks a free place.
    private var places = [UInt32](repeating: 0, count: 32)

    /// A table of the empty text alone.
    package init() {}

    /// How many texts there are, the empty one included.
    package var count: Int { ends.count }

    /// The text of a number below ``count``.
    package subscript(number: UInt32) -> ArraySlice<UInt8> { bytes[range(number)] }

    /// The text's number; nil when it has none yet.
    package func find(_ text: Span<UInt8>) -> UInt32? {
        if text.isEmpty { return 0 }
        let number = places[place(of: text)]
        return number == 0 ? nil : number
    }

    /// The text's number, a new one where it was not seen before.
    package mutating func number(of text: Span<UInt8>) -> UInt32 {
        if text.isEmpty { return 0 }
        let place = place(of: text)
        if places[place] != 0 { return places[place] }
        let number = UInt32(ends.count)
        // SAFETY: the text's own bytes, during the call.
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        places[place] = number
        if ends.count > places.count / 2 { grow() }
        return number
    }

    /// Whether a number below ``count`` is this text's.
    package func holds(_ text: Span<UInt8>, at number: UInt32) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in 0..<text.count where bytes[range.lowerBound + index] != text[index] { return false }
        return true
    }

    private func range(_ number: UInt32) -> Range<Int> {
        (number == 0 ? ends[0] : ends[Int(number) - 1])..<ends[Int(number)]
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for number in 1..<UInt32(ends.count) { places[place(of: self[number].span)] = number }
    }

    /// Where the text's number stands, or would have to stand; there is always a free place.
    private func place(of text: Span<UInt8>) -> Int {
        var hasher = Hasher()
        // SAFETY: the hasher reads the text's own bytes during the call.
        unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        var place = hasher.finalize() & (places.count - 1)
        while places[place] != 0, !holds(text, at: places[place]) { place = (place + 1) & (places.count - 1) }
        return place
    }
}

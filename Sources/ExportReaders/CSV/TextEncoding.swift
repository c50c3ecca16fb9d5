/// How a text file's bytes spell its characters.
package enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"

    /// The encoding of a file's head and the length of its byte-order mark in bytes; UTF-16 without a mark is told by
    /// the zero bytes of its ASCII part.
    package static func detect(_ head: [UInt8]) -> (encoding: TextEncoding, markLength: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        let sample = head.prefix(1024)
        let pairs = sample.count / 2
        guard pairs >= 2 else { return (.utf8, 0) }
        let high = (0..<pairs).count { sample[$0 * 2] == 0 && sample[$0 * 2 + 1] != 0 }
        let low = (0..<pairs).count { sample[$0 * 2] != 0 && sample[$0 * 2 + 1] == 0 }
        if low * 10 >= pairs * 8 { return (.utf16LittleEndian, 0) }
        if high * 10 >= pairs * 8 { return (.utf16BigEndian, 0) }
        return (.utf8, 0)
    }

    /// UTF-8 of a file's head, its byte-order mark left out for UTF-16 and kept for UTF-8; lone surrogates become
    /// U+FFFD, and half a character at the end is left out.
    package static func utf8(_ head: [UInt8]) -> [UInt8] {
        let (encoding, markLength) = detect(head)
        guard encoding != .utf8 else { return head }
        var units: [UInt16] = []
        units.reserveCapacity(head.count / 2)
        for index in stride(from: markLength, to: head.count - 1, by: 2) {
            let first = UInt16(head[index])
            let second = UInt16(head[index + 1])
            units.append(encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second)
        }
        if let last = units.last, 0xD800..<0xDC00 ~= last { units.removeLast() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

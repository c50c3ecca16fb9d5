/// What may stand before a CSV header: blank lines, `sep=;`, `#TYPE …`.
struct CSVLead {
    private let text: [UInt8]
    private(set) var position: Int
    private(set) var delimiter: UInt8?
    private(set) var typeLine: String?

    init(text: [UInt8], start: Int) {
        self.text = text
        position = start
    }

    /// Moves to the first byte of the header.
    mutating func skip() {
        while position < text.count {
            let end = text[position...].firstIndex(of: 0x0A) ?? text.count
            let line = text[position..<end].filter { $0 != 0x0D }
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) && end < text.count {
                position = end + 1
            } else if let separator = Self.separator(line) {
                delimiter = separator
                position = min(end + 1, text.count)
            } else if line.starts(with: "#TYPE".utf8) {
                typeLine = HeaderNames.collapsed(String(decoding: line.dropFirst(5), as: UTF8.self))
                position = min(end + 1, text.count)
            } else {
                return
            }
        }
    }

    private static func separator(_ line: [UInt8]) -> UInt8? {
        let plain = line.first == 0x22 && line.last == 0x22 ? Array(line.dropFirst().dropLast()) : line
        guard plain.count == 5, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return plain[4]
    }
}

import ByteScan

/// Ends of lines, or of CSV rows, in a block of whole ones.
struct CutLines {
    private let separator: UInt8?

    init(_ layout: RecordFile.Layout) {
        if case .rows(let separator) = layout { self.separator = separator } else { separator = nil }
    }

    /// The byte after the line or row that begins at `start`.
    ///
    /// A quote opens a cell only at the cell's beginning, as for the scanner of whole files.
    func end(of bytes: Span<UInt8>, from start: Int) -> Int {
        var (isQuoted, opens) = (false, true)
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte == 0x0A && !isQuoted { return index + 1 }
            guard let separator else { continue }
            if byte == 0x22 {
                (isQuoted, opens) = isQuoted ? (false, true) : (opens, false)
            } else {
                opens = byte == separator || byte == 0x0A || byte == 0x0D
            }
        }
        return bytes.count
    }
}

import ByteScan

/// Ends of lines, or of CSV rows, in a block of whole ones.
struct CutLines {
    private let separator: UInt8?
    private let escapesQuotes: Bool

    init(_ file: RecordFile) {
        separator = file.separator
        escapesQuotes = file.escapesQuotes
    }

    /// The byte after the line or row that begins at `start`.
    ///
    /// A quote opens a cell only at the cell's beginning, as for the scanner of whole files.
    func end(of bytes: Span<UInt8>, from start: Int) -> Int {
        var (isQuoted, opens, isEscaped) = (false, true, false)
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte == 0x0A && !isQuoted { return index + 1 }
            guard let separator else { continue }
            if isEscaped || escapesQuotes && isQuoted && byte == 0x5C {
                isEscaped.toggle()
                continue
            }
            if byte == 0x22 {
                (isQuoted, opens) = isQuoted ? (false, true) : (opens, false)
            } else {
                opens = byte == separator || byte == 0x0A || byte == 0x0D
            }
        }
        return bytes.count
    }
}

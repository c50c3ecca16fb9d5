import ByteScan

/// Ends of lines, or of CSV rows, in a block of whole ones.
struct CutLines {
    private let separator: UInt8?

    init(_ layout: RecordFile.Layout) {
        if case .rows(let separator) = layout { self.separator = separator } else { separator = nil }
    }

    /// The byte after the line or row that begins at `start`.
    func end(of bytes: Span<UInt8>, from start: Int) -> Int {
        var isQuoted = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x22, separator != nil { isQuoted.toggle() }
            if byte == 0x0A && !isQuoted { return index }
        }
        return bytes.count
    }
}

extension CSVMarks {
    /// How many quoted cells of whole rows took in separators or line ends and then went on behind their closing quote:
    /// their first quote was most likely a character of the text, and never closed.
    func openQuotes(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var (isQuoted, opens, wasClosed, tookMarks, isEscaped) = (false, true, false, false, false)
        var found = 0
        // SAFETY: the caller gave `count` bytes.
        for index in 0..<count {
            let byte = unsafe base[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                if byte == Byte.quote {
                    (isQuoted, wasClosed) = (false, true)
                } else if escapesQuotes && byte == Byte.backslash {
                    isEscaped = true
                } else if byte == separator || byte == Byte.lineFeed {
                    tookMarks = true
                }
            } else if wasClosed && byte == Byte.quote {
                // A doubled quote: the cell goes on.
                (isQuoted, wasClosed) = (true, false)
            } else {
                let ends = byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn
                if wasClosed && !ends && tookMarks { found &+= 1 }
                wasClosed = false
                if byte == Byte.quote && opens { (isQuoted, tookMarks) = (true, false) }
                opens = ends
            }
        }
        return found
    }
}

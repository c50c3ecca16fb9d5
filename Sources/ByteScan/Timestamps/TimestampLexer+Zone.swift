extension TimestampLexer {
    /// Reads a zone: nothing, `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, `UTC+2` or an abbreviation such as `CET`.
    ///
    /// - Returns: nil if what comes next is none of them.
    mutating func zone(in bytes: Span<UInt8>) -> WrittenZone? {
        if isAtEnd { return .unwritten }
        guard peek(bytes).isASCIILetter else { return offset(bytes, shortestHours: 2).map { .offset($0) } }
        let letters = word(bytes)
        guard isUTC(bytes, letters) else { return (3...6).contains(letters.count) ? .abbreviation(letters) : nil }
        if isAtEnd || letters.count == 1 { return .offset(0) }
        return offset(bytes, shortestHours: 1).map { .offset($0) }
    }

    private func isUTC(_ bytes: Span<UInt8>, _ letters: Range<Int>) -> Bool {
        func letter(_ index: Int) -> UInt8 { bytes[letters.lowerBound + index].asciiUppercase }
        switch letters.count {
        case 1: return letter(0) == 0x5A
        case 3:
            let isUTC = letter(0) == 0x55 && letter(1) == 0x54 && letter(2) == 0x43
            return isUTC || letter(0) == 0x47 && letter(1) == 0x4D && letter(2) == 0x54
        case _: return false
        }
    }

    /// `±hh`, `±hhmm` or `±hh:mm`, at most 23:59, in seconds; with `shortestHours` 1 also `±h`.
    private mutating func offset(_ bytes: Span<UInt8>, shortestHours: Int) -> Int? {
        let isWest = peek(bytes) == 0x2D
        guard isWest || peek(bytes) == 0x2B else { return nil }
        skip(1)
        let run = digitRun(bytes)
        guard run == 4 || (shortestHours...2).contains(run), let digits = number(bytes, 1...4) else { return nil }
        var (hours, minutes) = run == 4 ? (digits / 100, digits % 100) : (digits, 0)
        if run <= 2, take(0x3A, bytes) {
            guard let written = number(bytes, 2...2) else { return nil }
            minutes = written
        }
        guard hours <= 23, minutes <= 59 else { return nil }
        hours = hours * 3600 + minutes * 60
        return isWest ? -hours : hours
    }
}

/// Lines that hold several JSON objects, as a lost line feed leaves them.
extension KeyExtractor {
    /// Takes the objects of a line one by one, and whatever stands beside them as records without an id.
    ///
    /// Of a line that begins with a text the first object must have an id and another must follow: objects in front of
    /// the event belong to such a text.
    /// - Returns: false, with nothing taken, when the line is not one of several parts.
    func finishJoined(_ base: UnsafePointer<UInt8>, _ line: Range<Int>, offset: Int, line number: Int) -> Bool {
        // SAFETY: all indices stay within the line.
        guard var at = unsafe ByteSearch.first(Byte.openBrace, base, line.upperBound),
            var length = unsafe JoinedLine.objectLength(base + at, line.upperBound &- at)
        else { return false }
        let rest = unsafe JoinedLine.nextPart(base, at &+ length, line.upperBound)
        let hasPrefix = at > line.lowerBound
        let isFollowed = unsafe ByteSearch.first(Byte.openBrace, base + rest, line.upperBound &- rest) != nil
        unsafe scanPart(base + at, length)
        guard isFollowed || json.facts.isWhole, !hasPrefix || isFollowed && json.facts.isWhole && id() != nil else {
            return false
        }
        while true {
            unsafe finishRecord(base + at, length, offset: offset &+ at, line: number)
            at = unsafe JoinedLine.nextPart(base, at &+ length, line.upperBound)
            guard at < line.upperBound else { return true }
            let hit = unsafe ByteSearch.first(Byte.openBrace, base + at, line.upperBound &- at) ?? 0
            if hit > 0 {
                if !hasPrefix { refuseText(offset: offset &+ at, length: hit, line: number) }
                at &+= hit
            }
            length = unsafe JoinedLine.objectLength(base + at, line.upperBound &- at) ?? (line.upperBound &- at)
            unsafe scanPart(base + at, length)
        }
    }

    private func scanPart(_ base: UnsafePointer<UInt8>, _ length: Int) {
        slots.clear()
        unsafe json.scan(base, length)
    }

    private func refuseText(offset: Int, length: Int, line: Int) {
        tally.records += 1
        tally.lastIsCut = false
        refuse(.notJSON, offset: offset, length: length, line: line)
    }
}

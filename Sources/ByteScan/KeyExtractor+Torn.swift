/// Lines on which a record ends early and a whole one follows, as a writer that was killed leaves them.
extension KeyExtractor {
    /// Objects that are tried as the second record of a line.
    private static let mostTries = 64

    /// Takes what is left of the first record as a cut one, and the record behind it.
    ///
    /// The second must reach to the end of the line and have an id and, where records have times, a time: an object inside
    /// a record that is merely cut does not.
    /// - Returns: false, with nothing taken, when the line is not of this kind.
    func finishTorn(_ base: UnsafePointer<UInt8>, _ line: Range<Int>, offset: Int, line number: Int) -> Bool {
        // SAFETY: all indices stay within the line, which is not empty.
        guard unsafe base[line.lowerBound] == Byte.openBrace, unsafe base[line.upperBound &- 1] == Byte.closeBrace
        else { return false }
        guard let second = unsafe secondRecord(base, line) else {
            unsafe rescan(base, line)
            return false
        }
        slots.clear()
        unsafe json.scan(base + line.lowerBound, second &- line.lowerBound)
        unsafe finishRecord(
            base + line.lowerBound, second &- line.lowerBound, offset: offset &+ line.lowerBound, line: number)
        slots.clear()
        unsafe json.scan(base + second, line.upperBound &- second)
        unsafe finishRecord(base + second, line.upperBound &- second, offset: offset &+ second, line: number)
        return true
    }

    /// Where the second record begins; nil when there is none.
    private func secondRecord(_ base: UnsafePointer<UInt8>, _ line: Range<Int>) -> Int? {
        var at = line.lowerBound &+ 1
        for _ in 0..<Self.mostTries {
            // SAFETY: `at` and the hit stay within the line.
            guard let hit = unsafe ByteSearch.first(Byte.openBrace, base + at, line.upperBound &- at) else {
                return nil
            }
            at &+= hit
            slots.clear()
            unsafe json.scan(base + at, line.upperBound &- at)
            if json.facts.isWhole, json.facts.isObject, id() != nil, plan.times.isEmpty || hasTime { return at }
            at &+= 1
        }
        return nil
    }

    /// Leaves the line scanned as a whole again, once its parts were tried.
    private func rescan(_ base: UnsafePointer<UInt8>, _ line: Range<Int>) {
        slots.clear()
        // SAFETY: the line's own bytes.
        unsafe json.scan(base + line.lowerBound, line.count)
    }

    private var hasTime: Bool { plan.times.contains { slots[$0.field].hasText } }
}

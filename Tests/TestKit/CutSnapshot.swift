package import ByteScan

/// What a cutter makes of a text that arrives a few bytes at a time.
package struct CutSnapshot: Equatable {
    /// Where the records of a value cutter lie in the text, and where whole records of another ended.
    package private(set) var ranges: [Range<Int>] = []
    package private(set) var ending = CutEnding()

    /// Feeds `step` bytes at a time, as a stream of blocks does.
    package init(_ text: [UInt8], _ cutter: any RecordCutter, step: Int) {
        var (dropped, seen) = (0, 0)
        while seen < text.count {
            seen = min(seen + max(step, 1), text.count)
            guard let end = cutter.advance(text.span.extracting(dropped..<seen)) else { continue }
            take(cutter.takeRanges(before: end) ?? [0..<end], dropped)
            cutter.drop(end)
            dropped += end
        }
        let rest = text.span.extracting(dropped..<text.count)
        ending = cutter.finish(rest)
        ending.malformedAt = ending.malformedAt.map { $0 + dropped }
        take(cutter.takeRanges(before: rest.count) ?? [], dropped)
    }

    private mutating func take(_ found: [Range<Int>], _ dropped: Int) {
        ranges += found.map { $0.lowerBound + dropped..<$0.upperBound + dropped }
    }
}

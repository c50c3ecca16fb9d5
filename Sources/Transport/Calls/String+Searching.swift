extension StringProtocol {
    /// Where the first occurrence of `text` lies, compared scalar by scalar; nil when there is none or it is empty.
    func range(ofText text: some StringProtocol) -> Range<Index>? {
        guard !text.isEmpty else { return nil }
        let wanted = text.unicodeScalars
        var start = startIndex
        while start < endIndex {
            var (here, there) = (start, wanted.startIndex)
            while here < endIndex, there < wanted.endIndex, unicodeScalars[here] == wanted[there] {
                here = unicodeScalars.index(after: here)
                there = wanted.index(after: there)
            }
            if there == wanted.endIndex { return start..<here }
            start = unicodeScalars.index(after: start)
        }
        return nil
    }
}

import FileAccess

/// What a journal says, line by line: the slices of a recording and where their pages lie.
struct RecordingState: Sendable {
    /// Nil before the first line.
    private(set) var header: RecordingHeader?
    /// By number.
    private(set) var slices: [Int: RecordedSlice] = [:]
    /// Length of records.ndjson, and of stamps.ndjson, as far as the journal vouches for them.
    private(set) var recordsEnd = 0
    private(set) var stampsEnd = 0
    /// As the last run that measured it found it, milliseconds.
    private(set) var clockOffset: Int?
    /// The highest number a slice ever had.
    private(set) var lastSlice = 0

    /// In the order of their numbers.
    var inOrder: [RecordedSlice] { slices.values.sorted { $0.id < $1.id } }

    /// Takes a line; false when it does not fit to those before it.
    mutating func apply(_ entry: JournalEntry) -> Bool {
        switch entry {
        case .begin(let header):
            guard self.header == nil else { return false }
            self.header = header
            return true
        case .clock(let milliseconds):
            clockOffset = milliseconds
            return true
        case .ask(let slice, let question):
            guard slices[slice] == nil else { return false }
            lastSlice = max(lastSlice, slice)
            slices[slice] = RecordedSlice(id: slice, question: question)
            return true
        case .page(let page):
            guard page.offset == recordsEnd, page.stampsEnd >= stampsEnd else { return false }
            recordsEnd += page.bytes
            stampsEnd = page.stampsEnd
            return change(page.slice) { $0.take(page) }
        case .rewind(let slice): return change(slice) { $0 = $0.rewound }
        case .drop(let slice): return slices.removeValue(forKey: slice) != nil
        case .reopen(let slice): return change(slice) { $0.end = nil }
        case .end(let slice, let end, let sha256):
            return change(slice) {
                $0.end = end
                $0.knownSHA256 = sha256
            }
        }
    }

    /// Takes a page's bytes into its slice's digest.
    mutating func digest(_ bytes: [UInt8], of slice: Int) { slices[slice]?.digest.update(bytes.span) }

    private mutating func change(_ slice: Int, _ body: (inout RecordedSlice) -> Void) -> Bool {
        guard let index = slices.index(forKey: slice) else { return false }
        body(&slices.values[index])
        return true
    }
}

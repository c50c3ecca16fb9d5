import FileAccess

/// Reads a journal up to its first line that is torn or does not fit, and checks what it vouches for.
struct JournalReplay {
    private(set) var state = RecordingState()
    /// Length in bytes of the lines taken.
    private(set) var length = 0

    /// Bytes in records.ndjson; a line about bytes beyond them is the end.
    private let recordsLength: Int
    /// Pages of slices that are not known whole, for the check.
    private var pages: [Int: [JournalEntry.Page]] = [:]

    init(recordsLength: Int) { self.recordsLength = recordsLength }

    /// Takes the lines; memory holds one MiB of them, or the longest.
    mutating func read(_ journal: AppendFile) throws(FileFailure) {
        var (rest, position) = ([UInt8](), 0)
        while position < journal.byteCount {
            let block = try journal.bytes(at: position, count: 1 << 20)
            guard !block.isEmpty else { return }
            position += block.count
            rest += block
            var start = 0
            while let feed = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                guard take(Array(rest[start..<feed])) else { return }
                length += feed + 1 - start
                start = feed + 1
            }
            rest.removeFirst(start)
        }
    }

    private mutating func take(_ line: [UInt8]) -> Bool {
        guard let entry = JournalEntry(line: line) else { return false }
        if case .page(let page) = entry, page.offset + page.bytes > recordsLength { return false }
        guard state.apply(entry) else { return false }
        switch entry {
        case .page(let page): pages[page.slice, default: []].append(page)
        case .rewind(let slice), .drop(let slice): pages[slice] = nil
        case .end(let slice, let end, _) where end.outcome == .whole: pages[slice] = nil
        case .begin, .clock, .ask, .reopen, .end: break
        }
        return true
    }

    /// Reads the pages of all slices that may be gone on with, takes them into the slices' digests, and gives the slices
    /// whose bytes are not those that were written.
    mutating func verify(_ records: AppendFile) throws(FileFailure) -> [Int] {
        var damaged: [Int] = []
        for (slice, pages) in pages.sorted(by: { $0.key < $1.key }) {
            for page in pages where try !verify(page, records) {
                damaged.append(slice)
                break
            }
        }
        return damaged
    }

    private mutating func verify(_ page: JournalEntry.Page, _ records: AppendFile) throws(FileFailure) -> Bool {
        var (digest, position) = (FileDigest(), page.offset)
        let end = page.offset + page.bytes
        while position < end {
            let block = try records.bytes(at: position, count: min(1 << 20, end - position))
            guard !block.isEmpty else { return false }
            digest.update(block.span)
            state.digest(block, of: page.slice)
            position += block.count
        }
        return page.sha256.map { $0 == digest.hexadecimal() } ?? true
    }
}

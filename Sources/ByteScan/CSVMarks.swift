import CByteScan

/// Finds the separators and row ends of CSV text, outside quotes, 64 bytes a word.
///
/// A quote opens a quoted cell only at the cell's beginning; elsewhere in an unquoted cell it is a plain character. Within
/// quotes a doubled quote is a plain character. Memory: a quarter of a byte for each byte of the largest block.
@safe final class CSVMarks {
    let separator: UInt8
    /// Whether a backslash within quotes keeps the next byte, quotes included, from ending the cell.
    let escapesQuotes: Bool
    private let usesKernels: Bool
    private var state = CSVMarks.rowStart
    private var isEscaped = false
    private var separatorWords: [UInt64] = []
    private var rowWords: [UInt64] = []

    /// - Parameter usesKernels: false takes the plain path, as escaped quotes always do.
    init(separator: UInt8, escapesQuotes: Bool = false, usesKernels: Bool) {
        self.separator = separator
        self.escapesQuotes = escapesQuotes
        self.usesKernels = usesKernels && !escapesQuotes && JSONTokenBuffer.isAvailable
    }

    private static var rowStart: cbs_csv_state { cbs_csv_state(quoted: 0, opens: 1, closed: 0, stray: 0) }

    /// Whether the text so far ends within quotes.
    var isQuoted: Bool { state.quoted != 0 }

    /// Starts anew at the beginning of a row.
    func reset() { (state, isEscaped) = (Self.rowStart, false) }

    /// Whether text followed a closing quote since the last reset.
    var hasStrayText: Bool { state.stray != 0 }

    /// Bitmaps for `count` bytes that continue the text marked before.
    func mark(_ base: UnsafePointer<UInt8>, _ count: Int) {
        let words = (count &+ 63) >> 6
        if separatorWords.count < words {
            separatorWords = Array(repeating: 0, count: words)
            rowWords = Array(repeating: 0, count: words)
        }
        unsafe separatorWords.withUnsafeMutableBufferPointer { separators in
            unsafe rowWords.withUnsafeMutableBufferPointer { rows in
                guard let separators = separators.baseAddress, let rows = rows.baseAddress else { return }
                var at = 0
                // SAFETY: both arrays hold a word for each 64 bytes; `at` is a multiple of 64 until the end.
                while at < count {
                    if usesKernels {
                        at &+= unsafe cbs_csv_marks(
                            base + at, count &- at, separator, &state, separators + at >> 6, rows + at >> 6)
                    }
                    guard at < count else { break }
                    let length = min(64, count &- at)
                    (unsafe separators[at >> 6], unsafe rows[at >> 6]) = unsafe plainWord(base + at, length)
                    at &+= length
                }
            }
        }
    }

    /// Separators among the bytes of this word.
    @inline(__always)
    func separators(_ word: Int) -> UInt64 { separatorWords[word] }

    /// Row ends among the bytes of this word.
    @inline(__always)
    func rows(_ word: Int) -> UInt64 { rowWords[word] }

    /// The byte after the last row end among the first `count` bytes marked, or nil when there is none.
    func lastRowEnd(_ count: Int) -> Int? {
        var word = (count &+ 63) >> 6 &- 1
        while word >= 0 {
            let bits = rowWords[word]
            if bits != 0 { return word << 6 &+ 64 &- bits.leadingZeroBitCount }
            word &-= 1
        }
        return nil
    }

    /// The byte after the first row end among the first `count` bytes marked, or nil when there is none.
    func firstRowEnd(_ count: Int) -> Int? {
        for word in 0..<(count &+ 63) >> 6 where rowWords[word] != 0 {
            return word << 6 &+ rowWords[word].trailingZeroBitCount &+ 1
        }
        return nil
    }

    /// The two bitmaps of up to 64 bytes, found one byte at a time.
    private func plainWord(_ base: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
        var (separators, rows) = (UInt64(0), UInt64(0))
        // SAFETY: the caller gave `count` bytes.
        for index in 0..<count {
            let byte = unsafe base[index]
            if isEscaped || escapesQuotes && state.quoted != 0 && byte == Byte.backslash {
                (isEscaped, state.opens) = (!isEscaped, 0)
                continue
            }
            let wasClosed = state.closed != 0
            state.closed = 0
            if byte == Byte.quote {
                if state.quoted != 0 {
                    (state.quoted, state.opens, state.closed) = (0, 1, 1)
                } else if state.opens != 0 {
                    (state.quoted, state.opens) = (~0, 0)
                } else {
                    state.opens = 0
                }
                continue
            }
            let ends = byte == separator || byte == Byte.lineFeed
            if state.quoted == 0 && ends {
                if byte == separator { separators |= 1 << UInt64(index) } else { rows |= 1 << UInt64(index) }
            }
            state.opens = ends || byte == Byte.carriageReturn ? 1 : 0
            if wasClosed && state.opens == 0 { state.stray = 1 }
        }
        return (separators, rows)
    }
}

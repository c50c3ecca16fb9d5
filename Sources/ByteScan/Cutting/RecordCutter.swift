/// Finds where records end in text that arrives in pieces.
///
/// A cutter sees one growing buffer: ``advance(_:)`` gets all bytes not yet handed on, the new ones at the end; what it
/// has looked at before it does not look at again.
package protocol RecordCutter: AnyObject {
    /// The byte after the last whole record, or nil when none has ended among the new bytes.
    func advance(_ bytes: Span<UInt8>) -> Int?

    /// Says that the first `count` bytes were handed on, and are gone from the buffer.
    func drop(_ count: Int)

    /// Looks at all bytes as the last ones; returns marks of how the text ended.
    func finish(_ bytes: Span<UInt8>) -> CutEnding

    /// The byte after the first record that ended among the bytes of the last ``advance(_:)``, or nil.
    func firstEnd(_ bytes: Span<UInt8>) -> Int?

    /// The records of the part before `end`, where they are not simply lines or rows.
    func takeRanges(before end: Int) -> [Range<Int>]?
}

/// How a text ended.
package struct CutEnding: Sendable, Hashable {
    /// It ends within quotes that were never closed.
    package var isInQuotes = false
    /// It ends within a record.
    package var isInRecord = false
    /// Byte offset, in the buffer, of the first thing between records that the format does not allow; nil if none.
    package var malformedAt: Int?

    /// Ended well.
    package init() {}
}

/// Records that end at line feeds.
package final class LineCutter: RecordCutter {
    private var seen = 0

    /// A cutter at the beginning of a line.
    package init() {}

    package func advance(_ bytes: Span<UInt8>) -> Int? {
        let from = seen
        seen = bytes.count
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            var index = buffer.count
            // SAFETY: `index` stays above `from`, which is at least 0.
            while index > from {
                if unsafe buffer[index &- 1] == Byte.lineFeed { return index }
                index &-= 1
            }
            return nil
        }
    }

    package func firstEnd(_ bytes: Span<UInt8>) -> Int? { Self.lineEnd(bytes) }

    /// The byte after the first line feed, or nil.
    package static func lineEnd(_ bytes: Span<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            // SAFETY: the buffer's own bytes.
            guard let base = buffer.baseAddress else { return nil }
            return unsafe ByteSearch.lineFeed(base, buffer.count).map { $0 + 1 }
        }
    }

    package func drop(_ count: Int) { seen -= count }

    package func finish(_ bytes: Span<UInt8>) -> CutEnding { CutEnding() }

    package func takeRanges(before end: Int) -> [Range<Int>]? { nil }
}

/// CSV rows: records that end at line feeds outside quotes.
package final class RowCutter: RecordCutter {
    private let marks: CSVMarks
    private var seen = 0
    private var markedFrom = 0

    /// A cutter at the beginning of a row.
    package init(separator: UInt8, escapesQuotes: Bool = false, usesKernels: Bool = true) {
        marks = CSVMarks(separator: separator, escapesQuotes: escapesQuotes, usesKernels: usesKernels)
    }

    package func advance(_ bytes: Span<UInt8>) -> Int? {
        let from = seen
        (seen, markedFrom) = (bytes.count, from)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, buffer.count > from else { return nil }
            // SAFETY: the marked part lies within the buffer.
            unsafe marks.mark(base + from, buffer.count &- from)
            return marks.lastRowEnd(buffer.count &- from).map { from &+ $0 }
        }
    }

    package func firstEnd(_ bytes: Span<UInt8>) -> Int? {
        marks.firstRowEnd(bytes.count - markedFrom).map { markedFrom + $0 }
    }

    package func drop(_ count: Int) { seen -= count }

    package func finish(_ bytes: Span<UInt8>) -> CutEnding {
        var ending = CutEnding()
        ending.isInQuotes = marks.isQuoted
        return ending
    }

    package func takeRanges(before end: Int) -> [Range<Int>]? { nil }
}

/// Where a record lies: the index of its file within its side's list, and its byte offset there.
///
/// Offsets count decompressed bytes. Positions order by file, then offset, which is the order of every list in a report.
package struct RecordPosition: Hashable, Comparable, Sendable {
    /// File index in the upper 20 bits, offset in the lower 44: a million files of 16 TiB each.
    package let packed: UInt64

    /// The most files one side can have.
    package static let mostFiles = 1 << 20
    /// The largest offset a position can hold.
    package static let largestOffset = 1 << 44 - 1

    /// Makes a position; both must be within ``mostFiles`` and ``largestOffset``.
    @inlinable
    package init(file: Int, offset: Int) {
        precondition(file >= 0 && file < Self.mostFiles && offset >= 0 && offset <= Self.largestOffset)
        packed = UInt64(file) << 44 | UInt64(offset)
    }

    /// Makes a position from its packed form.
    @inlinable
    package init(packed: UInt64) { self.packed = packed }

    /// Index of the file in its side's list, from 0.
    @inlinable package var file: Int { Int(packed >> 44) }
    /// Byte offset in the decompressed file.
    @inlinable package var offset: Int { Int(packed & (1 << 44 - 1)) }

    @inlinable
    package static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }
}

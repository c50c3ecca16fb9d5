package import FileAccess

/// A piece of a file that holds whole records only, on its way to one worker.
///
/// Sendable because it has one user at a time: the stream that fills it under a lock, then the worker that owns it.
package final class RecordBlock: @unchecked Sendable {
    /// The bytes; the first ``count`` of them are whole records.
    package let buffer: BlockBuffer
    /// Index of the file within its side's list.
    package internal(set) var file = 0
    /// Number of the block within its file, from 0.
    package internal(set) var number = 0
    /// Offset of the first byte in the decompressed file.
    package internal(set) var offset = 0
    /// Byte ranges of the records, where they are not simply lines or rows.
    package internal(set) var ranges: [Range<Int>]?
    /// A record that was too long to be read, instead of anything else: its length in bytes and line feeds.
    package internal(set) var tooLong: (length: Int, lineFeeds: Int)?

    /// An empty block.
    package init() { buffer = BlockBuffer(capacity: Self.size + 64 << 10) }

    /// How many bytes a block asks for at a time.
    ///
    /// Blocks of 128 KiB to 1 MiB measured alike; small ones keep the work in the processor's second-level cache.
    package static let size = 256 << 10
}

import ByteScan
import FileAccess

/// Reads the events of a plan one after another, from its beginning or from any event whose place is known.
///
/// Memory: two blocks of 256 KiB, or the longest line. One owner.
final class PlannedEvents {
    /// An event with its number, from 0, and the byte offsets at which its line begins and ends.
    struct Placed {
        let number: Int
        let offset: Int
        let endOffset: Int
        let event: PlannedEvent
    }

    private static let block = 256 << 10
    private let input: ByteInput
    private let buffer = BlockBuffer(capacity: 2 * block)
    /// Bytes of the buffer that were handed out.
    private var used = 0
    /// Byte offset of the first byte that was not handed out.
    private var offset = 0
    private var number = 0

    /// Opens `events.ndjson`.
    init(path: String) throws(FileFailure) { input = try ByteInput(path: path, unpacks: false) }

    /// Goes on with the event of this number, whose line begins at this offset.
    func move(to number: Int, offset: Int) throws(FileFailure) {
        guard offset != self.offset else { return }
        try input.seek(to: offset)
        buffer.reset(capacity: Self.block)
        (used, self.offset, self.number) = (0, offset, number)
    }

    /// The next event; nil after the last.
    ///
    /// - Throws: `FileFailure`, or ``BackfillFault`` for a line that no plan has.
    func next() throws -> Placed? {
        var searched = used
        while true {
            let found = buffer.withBytes { LineCutter.lineEnd($0.extracting(searched..<$0.count)) }
            if let found { return try take(searched + found - 1) }
            searched = buffer.count
            if used > 0 {
                buffer.removeFirst(used)
                searched -= used
                used = 0
            }
            guard try input.read(into: buffer, upTo: Self.block) > 0 else { return nil }
        }
    }

    /// The event of this number, whose line begins at this offset.
    func event(_ number: Int, offset: Int) throws -> Placed {
        try move(to: number, offset: offset)
        guard let placed = try next() else { throw BackfillFault.editedPlan(input.path) }
        return placed
    }

    private func take(_ end: Int) throws -> Placed {
        guard let event = PlannedEvent(line: buffer.bytes(used..<end)) else {
            throw BackfillFault.editedPlan(input.path)
        }
        let length = end + 1 - used
        defer { (used, offset, number) = (end + 1, offset + length, number + 1) }
        return Placed(number: number, offset: offset, endOffset: offset + length, event: event)
    }
}

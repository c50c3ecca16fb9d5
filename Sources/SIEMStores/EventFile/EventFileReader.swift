import ByteScan
import FileAccess

/// Finds events in files of JSON lines, by their whole record.
struct EventFileReader {
    /// Events by their record.
    private var wanted: [[UInt8]: [Int]] = [:]
    private(set) var found: Set<Int> = []

    private static let blockBytes = 1 << 20

    /// Looks for events; memory grows with them, not with the files.
    init(_ events: [DeliveryEvent]) {
        for (index, event) in events.enumerated() { wanted[event.record, default: []].append(index) }
    }

    /// Reads a file to its end; a last line without line feed does not count.
    mutating func read(_ path: String) throws(FileFailure) {
        let input = try ByteInput(path: path, unpacks: false)
        let block = BlockBuffer(capacity: Self.blockBytes)
        while try input.read(into: block, upTo: Self.blockBytes) > 0 {
            let done = block.withBytes { bytes in
                var start = 0
                while let count = LineCutter.lineEnd(bytes.extracting(start..<bytes.count)) {
                    look(at: (start..<start + count - 1).map { bytes[$0] })
                    start += count
                }
                return start
            }
            block.removeFirst(done)
        }
    }

    private mutating func look(at line: [UInt8]) {
        let record = RecordMarks.removed(from: line[...]) ?? line
        if let events = wanted[record] { found.formUnion(events) }
    }
}

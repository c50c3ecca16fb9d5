package import AuditModel
package import FileAccess

/// A recording that grows for as long as it is wanted, such as a day of an archive; it can be read at every instant.
///
/// Records and stamps only grow. What they hold counts once ``state(_:lastAsked:clockOffset:)`` has put a newer
/// `recording.json` in the place of the one before; what lies behind was left by a killed run and is cut off when the
/// folder is opened again. One owner. Memory: its slices.
package struct GrowingRecording {
    /// The folder, as it was named.
    package let folder: String
    /// The slices that `recording.json` states, in order of their numbers.
    package private(set) var slices: [RecordingDescription.Slice] = []
    /// Bytes of records that `recording.json` states.
    package private(set) var statedBytes = 0

    private var header: RecordingHeader
    private var lastAsked: Int64?
    private var clockOffset: Int?
    private let paths: RecordingPaths
    private let records: AppendFile
    private var stamps: AppendFile?

    private static let newerName = "recording.newer"

    /// Opens the recording of a folder, or begins one.
    ///
    /// - Parameter header: what a new one says of itself; an older one keeps its own first question.
    package init(_ folder: String, for header: RecordingHeader) throws {
        self.folder = folder
        self.header = header
        paths = RecordingPaths(folder: folder)
        try FileSystem.makeFolders(folder)
        let known = try RecordingFolder(folder)?.description
        records = try AppendFile(path: paths.records)
        if let known {
            slices = known.slices
            self.header.firstAsked = known.firstAsked ?? header.firstAsked
            self.header.window = known.window ?? header.window
            (lastAsked, clockOffset) = (known.lastAsked, known.clockOffsetMilliseconds)
        }
        statedBytes = slices.flatMap(\.ranges).map(\.upperBound).max() ?? 0
        guard records.byteCount >= statedBytes else {
            throw RecordingFault(
                place: paths.description,
                what: "it states \(statedBytes) bytes of records, and \(records.byteCount) are there")
        }
        try records.truncate(to: statedBytes)
        if FileSystem.exists(paths.stamps) {
            let file = try AppendFile(path: paths.stamps)
            try file.truncate(to: Self.stampBytes(of: file, below: statedBytes))
            stamps = file
        }
    }

    /// Adds lines; they are on the disk when the call returns, and count once they are stated.
    ///
    /// - Returns: where they lie.
    package func append(_ lines: [UInt8]) throws(FileFailure) -> Range<Int> {
        guard !lines.isEmpty else { return records.byteCount..<records.byteCount }
        let start = try records.append(lines)
        try records.synchronize()
        return start..<(start + lines.count)
    }

    /// Adds stamps of records that were appended, by their offsets, ascending.
    package mutating func append(_ runs: [(offset: Int, stamp: RecordedPage.Stamp)]) throws(FileFailure) {
        guard !runs.isEmpty else { return }
        let file: AppendFile
        if let stamps { file = stamps } else { file = try AppendFile(path: paths.stamps) }
        stamps = file
        let lines = runs.map { run in
            RecordingStamp(
                offset: run.offset, records: run.stamp.records, after: run.stamp.after, by: run.stamp.by
            ).line
        }
        try file.append(Array(lines.joined().utf8))
        try file.synchronize()
    }

    /// States the slices there are from now on, and with them what was appended.
    ///
    /// - Parameters:
    ///   - lastAsked: when the last question was asked, nanoseconds since the Unix epoch.
    ///   - clockOffset: the service's clock minus this machine's, milliseconds; nil leaves what is known.
    package mutating func state(
        _ slices: [RecordingDescription.Slice], lastAsked: Int64?, clockOffset: Int?
    ) throws(FileFailure) {
        let starts = slices.compactMap(\.from), ends = slices.compactMap(\.to)
        header.window = TimeWindow(
            from: starts.min() ?? header.window.from, to: ends.max() ?? header.window.to)
        self.lastAsked = [self.lastAsked, lastAsked].compactMap(\.self).max()
        self.clockOffset = clockOffset ?? self.clockOffset
        var closing = RecordingClosing(lastAsked: self.lastAsked ?? header.firstAsked)
        closing.clockOffsetMilliseconds = self.clockOffset
        let description = RecordingDescription(header, closing, slices: slices)
        let newer = folder + "/" + Self.newerName
        // A killed run may have left either.
        for name in [newer, folder + "/." + Self.newerName + ".partial"] { try FileSystem.remove(name) }
        let file = try AtomicFile(folder: folder, name: Self.newerName)
        try file.write(description.text)
        _ = try file.finish()
        try FileSystem.replace(paths.description, with: newer)
        try FileSystem.synchronize(folder: folder)
        self.slices = slices
        statedBytes = slices.flatMap(\.ranges).map(\.upperBound).max() ?? 0
    }

    /// Bytes of the stated records.
    package func bytes(at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
        try records.bytes(at: offset, count: max(0, min(count, statedBytes - offset)))
    }

    /// Length of the lines whose records are stated; a torn line ends them.
    private static func stampBytes(of file: AppendFile, below end: Int) throws(FileFailure) -> Int {
        var (position, kept, rest) = (0, 0, [UInt8]())
        while position < file.byteCount {
            let block = try file.bytes(at: position, count: 1 << 20)
            guard !block.isEmpty else { break }
            position += block.count
            rest += block
            var start = 0
            while let feed = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                guard let stamp = RecordingStamp(line: Array(rest[start..<feed])), stamp.offset < end else {
                    return kept
                }
                kept += feed + 1 - start
                start = feed + 1
            }
            rest.removeFirst(start)
        }
        return kept
    }
}

extension RecordingDescription.Slice {
    /// A slice as it was asked for and ended, without records yet.
    package init(id: Int, _ other: RecordingDescription.Slice) {
        self.init(
            id: id, scope: other.scope, axis: other.axis, from: other.from, to: other.to, outcome: other.outcome,
            reason: other.reason, records: 0)
        (detail, asked, pageSize) = (other.detail, other.asked, other.pageSize)
        (requests, retries) = (other.requests, other.retries)
    }

    /// The same with another stretch, end or content.
    package func changed(
        window: TimeWindow? = nil, outcome: Outcome? = nil, reason: String?, detail: String?, records: Int? = nil,
        ranges: [Range<Int>]? = nil, sha256: String? = nil
    ) -> RecordingDescription.Slice {
        var slice = RecordingDescription.Slice(
            id: id, scope: scope, axis: axis, from: window?.from ?? from, to: window?.to ?? to,
            outcome: outcome ?? self.outcome, reason: reason, records: records ?? self.records)
        (slice.detail, slice.expected) = (detail, expected)
        (slice.requests, slice.retries, slice.asked, slice.pageSize) = (requests, retries, asked, pageSize)
        slice.ranges = ranges ?? self.ranges
        slice.sha256 = sha256 ?? self.sha256
        return slice
    }
}

import FileAccess

/// Turns what a recorder wrote into a finished recording: without the bytes that no longer count, described.
struct RecordingFinisher {
    let store: RecordingStore

    /// A stretch of records.ndjson that counts, and where it goes.
    private struct Move {
        let slice: Int
        let from: Range<Int>
        var to: Int
    }

    /// Writes everything beside the recording and makes it durable; the recording is finished with the last call.
    ///
    /// - Returns: what `recording.json` will say.
    func prepare(_ closing: RecordingClosing) throws(FileFailure) -> RecordingDescription {
        let slices = store.state.inOrder
        var moves = slices.flatMap { slice in slice.ranges.map { Move(slice: slice.id, from: $0, to: 0) } }
        moves.sort { $0.from.lowerBound < $1.from.lowerBound }
        var end = 0
        for index in moves.indices {
            moves[index].to = end
            end += moves[index].from.count
        }
        if end < store.records.byteCount { try rewrite(moves) }
        let ranges = Dictionary(grouping: moves, by: \.slice).mapValues(Self.ranges)
        var closing = closing
        closing.clockOffsetMilliseconds = closing.clockOffsetMilliseconds ?? store.state.clockOffset
        let description = RecordingDescription(
            store.header, closing, slices: slices.map { $0.described(at: ranges[$0.id] ?? []) })
        let file = try AtomicFile(folder: store.paths.folder, name: RecordingPaths.readyName)
        try file.write(description.text)
        _ = try file.finish()
        return description
    }

    private static func ranges(_ moves: [Move]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for move in moves {
            let end = move.to + move.from.count
            if let last = ranges.last, last.upperBound == move.to {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(move.to..<end)
            }
        }
        return ranges
    }

    /// Copies what counts, a MiB at a time.
    private func rewrite(_ moves: [Move]) throws(FileFailure) {
        let copy = try AppendFile(path: store.paths.rewrittenRecords)
        try copy.truncate(to: 0)
        for move in moves {
            var position = move.from.lowerBound
            while position < move.from.upperBound {
                let block = try store.records.bytes(at: position, count: min(1 << 20, move.from.upperBound - position))
                guard !block.isEmpty else {
                    throw FileFailure(step: "read", path: store.paths.records, errorNumber: 5)
                }
                try copy.append(block)
                position += block.count
            }
        }
        try copy.synchronize()
        if let stamps = store.stamps { try rewrite(stamps, moves) }
        try FileSystem.synchronize(folder: store.paths.folder)
    }

    private func rewrite(_ stamps: AppendFile, _ moves: [Move]) throws(FileFailure) {
        let copy = try AppendFile(path: store.paths.rewrittenStamps)
        try copy.truncate(to: 0)
        var (rest, position) = ([UInt8](), 0)
        while position < stamps.byteCount {
            let block = try stamps.bytes(at: position, count: 1 << 20)
            position += block.count
            rest += block
            let whole = (rest.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            guard !block.isEmpty, whole > 0 else { break }
            let kept = rest[..<whole].split(separator: UInt8(ascii: "\n")).compactMap { moved(Array($0), moves) }
            try copy.append(Array(kept.joined().utf8))
            rest.removeFirst(whole)
        }
        try copy.synchronize()
    }

    /// A stamp's line with its new offset; nil when its records no longer count.
    private func moved(_ line: [UInt8], _ moves: [Move]) -> String? {
        guard let stamp = RecordingStamp(line: line) else { return nil }
        var (low, high) = (0, moves.count)
        while low < high {
            let middle = (low + high) / 2
            if moves[middle].from.upperBound <= stamp.offset { low = middle + 1 } else { high = middle }
        }
        guard low < moves.count, moves[low].from.contains(stamp.offset) else { return nil }
        let offset = stamp.offset - moves[low].from.lowerBound + moves[low].to
        return RecordingStamp(offset: offset, records: stamp.records, after: stamp.after, by: stamp.by).line
    }
}

import AuditModel
import ByteScan
import FileAccess

/// The ids that a run's `findings.csv` lists as missing, with their events' times.
///
/// Memory: 32 bytes each.
struct ListedIDs {
    private struct Row {
        let hash: IDHash
        /// Nanoseconds since the Unix epoch; the smallest number for none.
        let time: Int64
    }

    private var rows: [Row] = []
    private let hasher = IDHasher(key0: 0, key1: 0)

    /// How many there are.
    var count: Int { rows.count }

    /// Reads the file.
    init(path: String) throws(FileFailure) {
        let input = try ByteInput(path: path, unpacks: false)
        let buffer = BlockBuffer(capacity: 1 << 20)
        let cutter = RowCutter(separator: UInt8(ascii: ","))
        var isEnd = false
        while !isEnd {
            isEnd = try input.read(into: buffer, upTo: 256 << 10) == 0
            let end = buffer.withBytes { bytes in isEnd ? bytes.count : cutter.advance(bytes) ?? 0 }
            take(buffer.bytes(0..<end))
            buffer.removeFirst(end)
            cutter.drop(end)
        }
        rows.sort { ($0.hash.high, $0.hash.low) < ($1.hash.high, $1.hash.low) }
    }

    /// Whether the run lists the id, and its event's time.
    ///
    /// - Parameter id: its parts joined by `/`.
    func time(of id: [UInt8]) -> (isListed: Bool, time: Int64?) {
        for text in [id, [UInt8(ascii: "'")] + id] {
            guard let hash = hasher.hashOfBytes(text.span), let row = row(hash) else { continue }
            return (true, row.time == .min ? nil : row.time)
        }
        return (false, nil)
    }

    private func row(_ hash: IDHash) -> Row? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            let own = rows[middle].hash
            if own == hash { return rows[middle] }
            if (own.high, own.low) < (hash.high, hash.low) { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Takes whole rows; a quoted cell may hold line ends.
    private mutating func take(_ text: [UInt8]) {
        var (start, isQuoted) = (0, false)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard byte == 0x0A, !isQuoted else { continue }
            let row = Array(text[start...index])
            start = index + 1
            guard row.starts(with: "missing,".utf8) else { continue }
            let cells = CSVRow.texts(row.span, separator: UInt8(ascii: ","))
            guard cells.count > 2 else { continue }
            let (id, instant) = (cells[1], cells[2])
            guard let hash = hasher.hashOfBytes(id.span) else { continue }
            let time = TimestampReader(zone: .unknown).read(instant.span)?.nanoseconds
            rows.append(Row(hash: hash, time: time ?? .min))
        }
    }
}

import ByteScan
import FileAccess

/// The records of one delivered file, a block at a time.
///
/// Memory: a block of 1 MiB and its lines, or the longest record, at most 64 MiB.
final class TrailLogReader {
    /// Some records of a file.
    struct Block {
        /// Each ended by a line feed, white space between tokens left out.
        var lines: [UInt8] = []
        var records = 0
    }

    /// What is wrong with a file.
    enum Damage: Hashable {
        case cutGzip, noRecords, cutText, longRecord, unreadable(FileFailure)

        /// For a message.
        var what: String {
            switch self {
            case .cutGzip: "its gzip data is cut or damaged"
            case .noRecords: "it holds no array of Records"
            case .cutText: "its JSON is cut or damaged"
            case .longRecord: "it holds a record longer than 64 MiB"
            case .unreadable(let failure): failure.reason
            }
        }
    }

    private static let step = 1 << 20
    private static let longest = 64 << 20
    private static let form = EnvelopeForm("Records", path: [.key("Records")], companions: nil)

    private let input: ByteInput
    private let buffer = BlockBuffer(capacity: TrailLogReader.step)
    private let cutter = ValueCutter(forms: [TrailLogReader.form], allowsOneValue: true)
    private var digest = FileDigest()
    private var isAtEnd = false
    /// Set once the file proves not to be whole; what came before is kept.
    private(set) var damage: Damage?

    /// Opens a file.
    init(path: String) throws(FileFailure) { input = try ByteInput(path: path) }

    /// The SHA-256 of the uncompressed file in hexadecimal; after the last block.
    var sha256: String { digest.hexadecimal() }

    /// The next records; nil at the end.
    func next() -> Block? {
        while !isAtEnd {
            let before = buffer.count
            do throws(FileFailure) {
                isAtEnd = try input.read(into: buffer, upTo: Self.step) == 0
            } catch {
                (damage, isAtEnd) = (.unreadable(error), true)
            }
            buffer.withBytes { digest.update($0.extracting(before..<$0.count)) }
            let block = take()
            if isAtEnd { close() }
            if block.records > 0 { return block }
        }
        return nil
    }

    private func take() -> Block {
        guard let end = buffer.withBytes({ cutter.advance($0) }), end > 0 else {
            if buffer.count > Self.longest { (damage, isAtEnd) = (.longRecord, true) }
            return Block()
        }
        let ranges = cutter.takeRanges(before: end) ?? []
        let bytes = buffer.withBytes { Self.copy($0, end) }
        buffer.removeFirst(end)
        cutter.drop(end)
        return block(bytes, ranges)
    }

    private func block(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> Block {
        var block = Block()
        block.lines.reserveCapacity(bytes.count)
        // No key is compared outside of this call.
        let extractor = KeyExtractor(
            plan: ExtractionPlan(), separator: nil, hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable())
        extractor.begin(file: 0)
        extractor.readValues(bytes.span, ranges: ranges, at: 0)
        let broken = Set(extractor.irregular.filter { $0.kind != .unidentified(.noID) }.map(\.offset))
        if !broken.isEmpty { damage = damage ?? .cutText }
        for range in ranges where !broken.contains(range.lowerBound) {
            CompactLine.append(bytes, range, to: &block.lines)
            block.records += 1
        }
        return block
    }

    private func close() {
        let ending = buffer.withBytes { cutter.finish($0) }
        if input.isCut || input.hasShrunk {
            damage = damage ?? .cutGzip
        } else if cutter.foundForms.count != 1 || cutter.strayValues > 0 {
            damage = damage ?? .noRecords
        } else if ending.isInRecord || ending.malformedAt != nil {
            damage = damage ?? .cutText
        }
    }

    private static func copy(_ span: Span<UInt8>, _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in 0..<count { bytes.append(span[index]) }
        return bytes
    }

    /// The event time of a file's first record, nanoseconds since the Unix epoch; nil when it holds no records.
    static func firstInstant(of path: String) throws(FileFailure) -> Int64? {
        let reader = try TrailLogReader(path: path)
        guard let block = reader.next(), let end = block.lines.firstIndex(of: 0x0A),
            let tree = try? JSONTree(parsing: Array(block.lines[..<end]))
        else {
            // A damaged file may hold records: it is read, and said to be damaged.
            return reader.damage == nil || reader.damage == .noRecords ? nil : 0
        }
        if let instant = tree["eventTime"]?.text.flatMap({ TrailInstant.read($0) }) { return instant }
        // What is no event may stand in a file of something else, such as keys.
        while reader.next() != nil {}
        return reader.damage == .noRecords ? nil : 0
    }
}

import AuditModel
import ByteScan
import ExportReaders
import FileAccess

/// What a record stream and an extractor make of one file: every record's place, and how the file ends.
struct StreamedFile: Equatable {
    struct Record: Equatable {
        let offset: Int
        let length: Int
        /// Line of its first byte, from 0.
        let line: Int
        let kind: IrregularRecord.Kind
    }

    var records: [Record] = []
    var tally = ""
    var cut = CutEnding()
    var frames: [[UInt8]] = []
    var forms: [String] = []
    var bytes = 0
    var isGzipCut = false

    /// No id is looked for, so that every record is listed.
    init(_ file: RecordFile, blockSize: Int = RecordBlock.size, longestRecord: Int = 64 << 20) throws {
        let stream = RecordStream(files: [file], longestRecord: longestRecord, blockSize: blockSize)
        let extractor = KeyExtractor(
            plan: file.plan, separator: file.separator, hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable())
        let block = RecordBlock()
        var (total, line) = (RecordTally(), 0)
        while try stream.fill(block) {
            extractor.begin(file: 0)
            Self.read(block, file, extractor)
            records += extractor.irregular.map {
                Record(offset: $0.offset, length: $0.length, line: line + $0.line, kind: $0.kind)
            }
            line += extractor.tally.lineFeeds
            total.append(extractor.tally)
        }
        tally = "\(total)"
        guard let ending = stream.endings.first ?? nil else { return }
        (cut, frames, forms, bytes) = (ending.cut, ending.frames, ending.forms, ending.bytes)
        isGzipCut = ending.isGzipCut
    }

    private static func read(_ block: RecordBlock, _ file: RecordFile, _ extractor: KeyExtractor) {
        if let tooLong = block.tooLong {
            extractor.refuseTooLong(length: tooLong.length, lineFeeds: tooLong.lineFeeds, at: block.offset)
            return
        }
        block.buffer.withBytes { bytes in
            switch file.layout {
            case .lines: extractor.readLines(bytes, at: block.offset)
            case .rows: extractor.readRows(bytes, at: block.offset)
            case .values, .elements: extractor.readValues(bytes, ranges: block.ranges ?? [], at: block.offset)
            }
        }
    }
}

extension RecordFile {
    /// The file as its layout is told, or as a format that was named.
    static func told(_ path: String, forced: ForcedFormat? = nil) throws -> RecordFile? {
        let text = try unpacked(path)
        guard let finding = LayoutDetector(head: text, isWholeFile: true).detect(forced: forced) else { return nil }
        let (encoding, mark) = TextEncoding.detect(text)
        var file = RecordFile(path: path, name: "file")
        switch encoding {
        case .utf8: file.encoding = .utf8
        case .utf16LittleEndian: file.encoding = .utf16LittleEndian
        case .utf16BigEndian: file.encoding = .utf16BigEndian
        }
        file.layout = finding.cutting
        file.holdsOneValue = finding.holdsOneValue
        file.dataOffset = finding.dialect?.dataOffset ?? (encoding == .utf8 ? mark : 0)
        return file
    }

    /// The file's bytes before any decoding of UTF-16.
    static func unpacked(_ path: String, _ encoding: ByteInput.Encoding = .utf8) throws -> [UInt8] {
        let input = try ByteInput(path: path, encoding: encoding)
        let buffer = BlockBuffer(capacity: 1 << 20)
        while try input.read(into: buffer, upTo: 1 << 20) > 0 {}
        return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
}

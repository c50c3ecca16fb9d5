import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reports

/// Reads single records of one side with what is known about their files.
final class SideRecords {
    /// How the records of one file are described, kept together so that a record costs no copy of it.
    private final class Description {
        let texts: RecordTexts
        let describer: RecordDescriber
        let redaction: RecordRedaction?

        init(_ texts: RecordTexts, _ describer: RecordDescriber, _ redaction: RecordRedaction?) {
            (self.texts, self.describer, self.redaction) = (texts, describer, redaction)
        }
    }

    private let fetcher: RecordFetcher
    private let examined: [ExaminedFile]
    private let pseudonyms: Pseudonyms?
    /// By the file's number, made when its first record is asked for.
    private var descriptions: [Description?]
    private var describers: [Int: RecordDescriber] = [:]

    /// - Parameters:
    ///   - fetcher: of the same files.
    ///   - pseudonyms: for texts that are shown; nil leaves them as they are.
    init(examined: [ExaminedFile], fetcher: RecordFetcher, pseudonyms: Pseudonyms? = nil) {
        self.examined = examined
        self.fetcher = fetcher
        self.pseudonyms = pseudonyms
        descriptions = examined.map { _ in nil }
    }

    /// Reads the records with a fetcher of its own.
    convenience init(examined: [ExaminedFile], longestRecord: Int, pseudonyms: Pseudonyms? = nil) {
        let fetcher = RecordFetcher(files: examined.map(\.file), longestRecord: longestRecord)
        self.init(examined: examined, fetcher: fetcher, pseudonyms: pseudonyms)
    }

    /// The record's id as text, as it may be shown; empty when it has none.
    func id(at position: RecordPosition) throws -> [UInt8] {
        if pseudonyms != nil { return try idAndLine(at: position).id }
        let describer = description(of: position).describer
        return try fetcher.withRecord(at: position) { describer.idText(of: $0) ?? [] }
    }

    /// The parts of the record's id; nil when it has none.
    func idParts(at position: RecordPosition) throws -> [[UInt8]]? {
        let describer = description(of: position).describer
        return try fetcher.withRecord(at: position) { describer.idParts(of: $0) }
    }

    /// The record's id as text, and the record as a line of JSON, both as they may be shown.
    func idAndLine(at position: RecordPosition) throws -> (id: [UInt8], line: [UInt8]) {
        let description = description(of: position)
        return try fetcher.withRecord(at: position) { record in
            let id = description.describer.idText(of: record) ?? []
            let line = description.texts.line(record, isWholeObject: description.describer.isWholeObject)
            return description.redaction?.shown(id: id, line: line) ?? (id: id, line: line)
        }
    }

    /// The request's watches that the record looked at last, which lies at this position, belongs to.
    func watches(at position: RecordPosition) -> [Int] { description(of: position).describer.watches }

    /// A hash of the record's content without its wrapper.
    func content(at position: RecordPosition, _ hasher: IDHasher) throws -> IDHash {
        let texts = description(of: position).texts
        return try fetcher.withRecord(at: position) { record in
            hasher.hashOfBytes(texts.content(record).span) ?? IDHash(low: 0, high: 0)
        }
    }

    /// Lends the record's own bytes.
    func withBytes<Result>(at position: RecordPosition, _ body: (Span<UInt8>) throws -> Result) throws -> Result {
        try fetcher.withRecord(at: position, body)
    }

    private func description(of position: RecordPosition) -> Description {
        if let known = descriptions[position.file] { return known }
        let examined = examined[position.file]
        let describer = describers[examined.file.planNumber] ?? examined.file.describer
        describers[examined.file.planNumber] = describer
        let description = Description(
            RecordTexts(examined), describer, pseudonyms.map { RecordRedaction($0, examined) })
        descriptions[position.file] = description
        return description
    }
}

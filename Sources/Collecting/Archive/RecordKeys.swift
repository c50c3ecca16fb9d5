import AuditModel
import ByteScan
import Pulling
import Recordings

/// Finds ids and times in lines of records.
///
/// A record without an id is known by all of its bytes. One owner.
final class RecordKeys {
    /// A line, its id and its event time.
    struct Line {
        /// In the lines given, the line feed included.
        let range: Range<Int>
        let id: IDHash
        /// Nanoseconds since the Unix epoch; nil where it has none.
        let time: Int64?
    }

    private let extractor: KeyExtractor
    private let describer: RecordDescriber
    private let hasher: IDHasher
    private let hasID: Bool
    /// The number of the field that says when a record became available.
    private let availableField: Int?

    init(_ paths: RecordingDescription.Paths, key: IDHash) {
        var plan = ExtractionPlan()
        plan.fields = paths.id.map { .json(RecordPath.steps($0)) }
        if !paths.id.isEmpty { plan.ids = [paths.id.indices.map { ExtractionPlan.IDPart(field: $0) }] }
        let reader = TimestampReader(zone: .utc)
        if let time = paths.time {
            plan.times = [ExtractionPlan.TimeField(field: plan.fields.count, reader: reader)]
            plan.fields.append(.json(RecordPath.steps(time)))
        }
        hasher = IDHasher(key0: key.low, key1: key.high)
        hasID = !paths.id.isEmpty
        extractor = KeyExtractor(plan: plan, separator: nil, hasher: hasher, scopes: ScopeTable())
        availableField = paths.available.map { _ in plan.fields.count }
        if let available = paths.available { plan.fields.append(.json(RecordPath.steps(available))) }
        describer = RecordDescriber(plan: plan, separator: nil)
    }

    /// The lines in order.
    func lines(_ bytes: [UInt8]) -> [Line] {
        extractor.begin(file: 0)
        extractor.readLines(bytes.span, at: 0)
        var (lines, start, next) = ([Line](), 0, 0)
        let keys = extractor.keys
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            while next < keys.count, keys[next].position.offset < start { next += 1 }
            var (id, time): (IDHash?, Int64?) = (nil, nil)
            if next < keys.count, keys[next].position.offset < end {
                (id, time) = (keys[next].hash, keys[next].time?.nanoseconds)
            }
            if !hasID || id == nil { id = hasher.hashOfBytes(bytes.span.extracting(start..<end)) }
            if let id { lines.append(Line(range: start..<end, id: id, time: time)) }
            start = end
        }
        return lines
    }

    /// The id as the service writes it, parts joined by `|`; empty where the record has none.
    func idText(_ record: [UInt8]) -> String {
        let parts = hasID ? describer.idParts(of: record.span) ?? [] : []
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    }

    /// When the record says that it became available, nanoseconds since the Unix epoch; nil where it does not.
    func available(_ record: [UInt8]) -> Int64? {
        guard let availableField, let text = describer.texts(of: record.span)[availableField] else { return nil }
        return TimestampReader(zone: .utc).read(text.span)?.nanoseconds
    }
}

import AuditModel
import ByteScan
import Transport

/// Finds the records of an answer, in one walk over its bytes and without a value for each.
struct PageReader {
    private let rule: RecordRule
    private let plan: ExtractionPlan
    private let lastFields: ExtractionPlan
    /// Keys the page's own ids are compared by are of no use outside the process, so any key will do.
    private let hasher = IDHasher(key0: 0x7369_656D_6761_7001, key1: 0x7061_6765_7261_6472)

    /// - Parameters:
    ///   - rule: where the records are.
    ///   - watched: the time that is compared with what was asked for; nil for none.
    ///   - part: where a record names the part of the source that it belongs to; nil for nowhere.
    init(rule: RecordRule, watched: ResponsePath?, part: ResponsePath? = nil) {
        self.rule = rule
        var plan = ExtractionPlan()
        let ids = rule.hashWithout == nil ? rule.id.map(\.steps) : [[.key(RecordRule.hashName)]]
        plan.fields = ids.map { .json($0) }
        plan.ids = ids.isEmpty ? [] : [ids.indices.map { ExtractionPlan.IDPart(field: $0) }]
        if let watched {
            plan.fields.append(.json(watched.steps))
            plan.times = [.init(field: plan.fields.count - 1, reader: TimestampReader(zone: .utc))]
        }
        if let part {
            plan.fields.append(.json(part.steps))
            plan.scopes = [plan.fields.count - 1]
        }
        self.plan = plan
        var lastFields = ExtractionPlan()
        lastFields.fields = ids.prefix(1).map { .json($0) } + (watched.map { [.json($0.steps)] } ?? [])
        self.lastFields = lastFields
    }

    // MARK: Whether an answer is whole

    /// Whether the answer's body is what the service promises: JSON from its first byte to its last, with its records.
    func isWhole(_ reply: HTTPReply) -> Bool {
        if reply.status == 204 { return true }
        guard let body = AnswerBody(reply.body, form: rule.form) else { return false }
        if rule.form != .json {
            guard !body.isBlank else { return true }
        }
        let cut = CutBody(body.bytes, at: rule.form == .json ? rule.at : nil)
        guard cut.isWhole, hasOnlyWholeElements(body.bytes, cut.ranges) else { return false }
        if cut.isFound { return true }
        guard let envelope = cut.envelope, rule.absent == .empty else { return false }
        return envelope["error"] == nil && !cut.holdsOtherValue
    }

    private func hasOnlyWholeElements(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> Bool {
        let extractor = KeyExtractor(plan: ExtractionPlan(), separator: nil, hasher: hasher, scopes: ScopeTable())
        extractor.begin(file: 0)
        extractor.readValues(bytes.span, ranges: ranges, at: 0)
        return extractor.irregular.allSatisfy { record in
            record.kind == .unidentified(.noID) || record.kind == .unidentified(.notAnObject)
        }
    }

    // MARK: Records

    /// The records of a body that is whole.
    func read(_ reply: HTTPReply, check: TimeCheck?) -> PageReading {
        var reading = PageReading()
        guard reply.status != 204, let body = AnswerBody(reply.body, form: rule.form), !body.isBlank else {
            return reading
        }
        let cut = CutBody(body.bytes, at: rule.form == .json ? rule.at : nil)
        reading.envelope = cut.envelope
        guard cut.isFound else { return reading }
        reading.listed = cut.ranges.count
        var (bytes, ranges) = (body.bytes, cut.ranges)
        if let transform = RecordTransform(rule) { (bytes, ranges) = transform.records(bytes, ranges) }
        let parts = ScopeTable()
        let extractor = KeyExtractor(plan: plan, separator: nil, hasher: hasher, scopes: parts)
        extractor.begin(file: 0)
        extractor.readValues(bytes.span, ranges: ranges, at: 0)
        reading.parts = Set(parts.values.dropFirst().map { String(decoding: $0, as: UTF8.self) })
        let left = leftOut(extractor, check, &reading)
        reading.lines.reserveCapacity(bytes.count + ranges.count)
        for range in ranges where left.isEmpty || !left.contains(range.lowerBound) {
            CompactLine.append(bytes, range, to: &reading.lines)
            reading.records += 1
        }
        if let last = ranges.last { noteLast(bytes, last, &reading) }
        return reading
    }

    /// The offsets of elements that give no line.
    private func leftOut(_ extractor: KeyExtractor, _ check: TimeCheck?, _ reading: inout PageReading) -> Set<Int> {
        var left: Set<Int> = []
        for record in extractor.irregular where record.kind == .unidentified(.notAnObject) {
            left.insert(record.offset)
            reading.oddities += 1
        }
        reading.lead = extractor.keys.prefix(PageReading.leadCount).map(\.hash)
        reading.latest = extractor.tally.latest?.nanoseconds
        reading.earliest = extractor.tally.earliest?.nanoseconds
        guard let check, let latest = reading.latest, let earliest = reading.earliest,
            !(check.asked.contains(latest) && check.asked.contains(earliest))
        else { return left }
        for key in extractor.keys where key.hasTime && !check.asked.contains(key.nanoseconds) {
            if key.nanoseconds < check.dropsBefore || key.nanoseconds >= check.dropsFrom {
                left.insert(key.position.offset)
            } else {
                reading.strays += 1
            }
        }
        return left
    }

    private func noteLast(_ bytes: [UInt8], _ range: Range<Int>, _ reading: inout PageReading) {
        let texts = RecordDescriber(plan: lastFields, separator: nil).texts(of: bytes.span.extracting(range))
        if plan.ids.isEmpty == false { reading.lastID = texts.first?.map { String(decoding: $0, as: UTF8.self) } }
        guard !plan.times.isEmpty, let time = texts.last ?? nil else { return }
        reading.lastTime = TimestampReader(zone: .utc).read(time.span)?.nanoseconds
    }
}

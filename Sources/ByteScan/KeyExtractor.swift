package import AuditModel

/// Turns the records of a block into event keys: the innermost loop of every audit.
///
/// One worker's own. Nothing is allocated for a record that has an id and is whole.
@safe package final class KeyExtractor {
    /// The block's records as keys, in order.
    package internal(set) var keys: [EventKey] = []
    package internal(set) var tally = RecordTally()
    /// Records without an id and lines that are no records, in order.
    package internal(set) var irregular: [IrregularRecord] = []

    let plan: ExtractionPlan
    let slots: FieldSlots
    let json: JSONFieldScanner
    let csv: CSVCells?
    private let hasher: IDHasher
    private let scopes: ScopeTable
    private var knownScopes: [(value: [UInt8], code: UInt16)] = []
    private var lastScope: (value: [UInt8], code: UInt16) = ([], 0)
    let scratch = ByteScratch()
    /// The bytes of the file's CSV header; a row of the same bytes is left out.
    private(set) var header: [UInt8] = []

    /// The file whose blocks are read.
    var file = 0
    private let adopted: [UInt64: IDHash]
    private let decided: [IDHash: Bool]
    /// The slot of the first id when that is a single field, else -1.
    private let firstID: Int
    /// Whether lines can be previews or control information, whether there are filters, and counts of events.
    private let canSetAside: Bool
    private let hasFilters: Bool
    private let hasAcceptances: Bool
    private let eventCount: Int
    private let hasCutMark: Bool
    // The plan's time and scope fields, where they are read in place: going through the plan's own lists would copy
    // them and count references for every record.
    private let times: UnsafeMutableBufferPointer<ExtractionPlan.TimeField>
    private let scopeSlots: UnsafeMutableBufferPointer<Int>

    /// - Parameters:
    ///   - separator: the CSV separator; nil for JSON records.
    ///   - escapesQuotes: whether a quote in a quoted CSV cell is written `\"`.
    ///   - adopted: ids that records without one have been given, by packed position.
    ///   - decided: ids of which it is known whether they pass the filters, whatever the record itself says.
    ///   - usesKernels: false takes the plain path everywhere.
    package init(
        plan: ExtractionPlan, separator: UInt8?, hasher: IDHasher, scopes: ScopeTable,
        escapesQuotes: Bool = false, adopted: [UInt64: IDHash] = [:], decided: [IDHash: Bool] = [:],
        usesKernels: Bool = true
    ) {
        self.adopted = adopted
        self.decided = decided
        firstID = plan.ids.first.map { $0.count == 1 ? $0[0].field : -1 } ?? -1
        canSetAside = plan.payload != nil || !plan.controls.isEmpty || !plan.previews.isEmpty
        hasFilters = !plan.filters.isEmpty
        hasAcceptances = !plan.acceptances.isEmpty
        eventCount = plan.eventCount ?? -1
        hasCutMark = plan.cutMark != nil
        unsafe times = .allocate(capacity: plan.times.count)
        _ = unsafe times.initialize(from: plan.times)
        unsafe scopeSlots = .allocate(capacity: plan.scopes.count)
        _ = unsafe scopeSlots.initialize(from: plan.scopes)
        self.plan = plan
        self.hasher = hasher
        self.scopes = scopes
        let slots = FieldSlots(count: plan.fields.count, decisive: plan.decisiveFields)
        self.slots = slots
        var (paths, numbers): ([[PathStep]], [Int]) = ([], [])
        for (slot, address) in plan.fields.enumerated() {
            if case .json(let steps) = address {
                paths.append(steps)
                numbers.append(slot)
            }
        }
        json = JSONFieldScanner(trie: FieldTrie(paths, slots: numbers), slots: slots, usesKernels: usesKernels)
        csv = separator.map { separator in
            let marks = CSVMarks(separator: separator, escapesQuotes: escapesQuotes, usesKernels: usesKernels)
            return CSVCells(plan: plan, slots: slots, marks: marks, usesKernels: usesKernels)
        }
    }

    deinit {
        // SAFETY: both were filled to their full length when they were made.
        unsafe times.deinitialize().deallocate()
        unsafe scopeSlots.deinitialize().deallocate()
    }

    /// Empties the results and sets the file whose next block is read.
    ///
    /// - Parameter header: the bytes of its CSV header without the line end, so that one further down is no record.
    package func begin(file: Int, header: [UInt8] = []) {
        keys.removeAll(keepingCapacity: true)
        irregular.removeAll(keepingCapacity: true)
        tally = RecordTally()
        self.file = file
        self.header = header
    }

    /// What becomes of a record whose fields have been found.
    @inline(__always)
    func finish(offset: Int, length: Int, line: Int, truncated: Bool) {
        if canSetAside && isSetAside(offset: offset, length: length, line: line) { return }
        tally.records &+= 1
        tally.lastIsCut = false
        if hasFilters && !takes(id(), passing: passesFilters()) {
            tally.filtered &+= 1
            return
        }
        if eventCount >= 0, slots[eventCount].hasText, text(eventCount) != [UInt8(ascii: "1")] {
            tally.aggregated &+= 1
        }
        guard let hash = id() ?? adoptedID(offset) else {
            refuse(truncated ? .cut : .noID, offset: offset, length: length, line: line)
            return
        }
        keep(hash, time(), offset: offset, truncated: truncated || (hasCutMark && isMarkedCut))
    }

    @inline(__always)
    func keep(_ hash: IDHash, _ time: EventTime?, offset: Int, truncated: Bool) {
        if let time { tally.note(time) }
        if truncated { tally.truncated &+= 1 }
        keys.append(
            EventKey(
                hash: hash, time: time, position: RecordPosition(file: file, offset: offset), scope: scope(),
                truncated: truncated, accepted: hasAcceptances && isAccepted(time)))
    }

    /// A hash of the plan's folds, of which one that is absent counts as empty; never 0.
    var fold: UInt32 {
        var folded: UInt64 = 0x9E37_79B9_7F4A_7C15
        for fields in plan.folds {
            let slot = fields.first { slots[$0].hasText }
            let word = slot.flatMap { hash($0)?.low } ?? 0
            folded = (folded ^ word) &* 0xFF51_AFD7_ED55_8CCD
            folded ^= folded >> 33
        }
        return UInt32(truncatingIfNeeded: folded >> 16) | 1
    }

    private func isAccepted(_ time: EventTime?) -> Bool {
        plan.acceptances.contains { $0.covers(time?.nanoseconds) && $0.conditions.allSatisfy(holds) }
    }

    /// The id that a record without one was given because its other fields match.
    private func adoptedID(_ offset: Int) -> IDHash? {
        adopted.isEmpty ? nil : adopted[RecordPosition(file: file, offset: offset).packed]
    }

    /// Counts a record without an id.
    func refuse(_ reason: IrregularRecord.Reason, offset: Int, length: Int, line: Int) {
        tally.unidentified += 1
        if reason == .cut { tally.truncated += 1 }
        irregular.append(IrregularRecord(kind: .unidentified(reason), offset: offset, length: length, line: line))
    }

    /// Counts a record that was not read because of its length.
    package func refuseTooLong(length: Int, lineFeeds: Int, at offset: Int) {
        tally.records = 1
        tally.lineFeeds = lineFeeds
        refuse(.tooLong, offset: offset, length: length, line: 0)
    }

    /// Whether the line is a preview or control information.
    func isSetAside(offset: Int, length: Int, line: Int) -> Bool {
        guard canSetAside else { return false }
        for preview in plan.previews where holds(preview) {
            tally.previews += 1
            return true
        }
        if let endMark = plan.endMark, holds(endMark) { tally.endMarks += 1 }
        let lacksPayload = plan.payload.map { slots[$0].kind == .absent } ?? false
        guard lacksPayload || plan.controls.contains(where: { slots[$0].kind != .absent }) else { return false }
        irregular.append(IrregularRecord(kind: .control, offset: offset, length: length, line: line))
        return true
    }

    private var isMarkedCut: Bool { plan.cutMark.map(holds) ?? false }

    /// Whether a record takes part: by its id where that is decided, else by its own fields.
    func takes(_ hash: @autoclosure () -> IDHash?, passing: Bool) -> Bool {
        guard hasFilters, !decided.isEmpty, let hash = hash() else { return passing }
        return decided[hash] ?? passing
    }

    private func passesFilters() -> Bool {
        for filter in plan.filters where !holds(filter) { return false }
        return true
    }

    func holds(_ condition: ExtractionPlan.Condition) -> Bool {
        guard let slot = condition.fields.first(where: { slots[$0].hasText }) else { return false }
        return unsafe scratch.text(of: slots[slot]).elementsEqual(condition.value)
    }

    /// The hash of the first id that has a value.
    @inline(__always)
    func id() -> IDHash? {
        if firstID >= 0, let hash = hash(firstID) { return hash }
        return otherID()
    }

    private func otherID() -> IDHash? {
        for alternative in plan.ids {
            if alternative.count == 1 {
                if let hash = hash(alternative[0].field) { return hash }
            } else if let hash = compositeHash(alternative) {
                return hash
            }
        }
        return nil
    }

    @inline(__always)
    private func hash(_ slot: Int) -> IDHash? {
        let value = slots[slot]
        guard value.hasText else { return nil }
        let text = unsafe value.isEscaped ? scratch.text(of: value) : value.bytes
        guard let base = text.baseAddress else { return nil }
        // SAFETY: the text lives until the next record is scanned.
        return unsafe hasher.hash(base, text.count)
    }

    /// All parts must have a value.
    private func compositeHash(_ parts: [ExtractionPlan.IDPart]) -> IDHash? {
        let hashes = parts.map { part in part.time.map { instantHash(part.field, $0) } ?? hash(part.field) }
        return hashes.contains(where: { $0 == nil }) ? nil : hasher.hash(parts: hashes)
    }

    /// The hash of a part that is a time: of its instant, or of its text when it cannot be read.
    private func instantHash(_ slot: Int, _ reader: TimestampReader) -> IDHash? {
        guard slots[slot].hasText else { return nil }
        let text = unsafe scratch.text(of: slots[slot])
        guard let time = unsafe reader.read(UnsafeRawBufferPointer(text)) else { return hash(slot) }
        return IDHash(low: UInt64(bitPattern: time.nanoseconds), high: 0)
    }

    func hashOfText(_ text: [UInt8]) -> IDHash? { hasher.hash(text.span) }

    /// The time of the first time field that has a value; nil when that one cannot be read.
    @inline(__always)
    func time() -> EventTime? {
        // SAFETY: the index stays within the list, and the text lives until the next record is scanned.
        for index in unsafe 0..<times.count {
            let value = unsafe slots[times[index].field]
            guard value.hasText else { continue }
            let text = unsafe value.isEscaped ? scratch.text(of: value) : value.bytes
            if let time = unsafe times[index].reader.read(UnsafeRawBufferPointer(text)) { return time }
            return oddTime(unsafe times[index].reader.reading(UnsafeRawBufferPointer(text)))
        }
        return nil
    }

    private func oddTime(_ reading: TimestampReading) -> EventTime? {
        switch reading {
        case .time(let time), .clockChange(let time): return time
        case .zoneless(let time):
            tally.zoneless += 1
            return time
        case .ambiguousDay:
            tally.ambiguousDays += 1
            return nil
        case .unreadable:
            tally.unreadableTimes += 1
            return nil
        }
    }

    @inline(__always)
    private func scope() -> UInt16 {
        // SAFETY: the index stays within the list.
        for index in unsafe 0..<scopeSlots.count {
            let value = unsafe slots[scopeSlots[index]]
            guard value.hasText else { continue }
            let text = unsafe value.isEscaped ? scratch.text(of: value) : value.bytes
            guard let base = text.baseAddress else { return 0 }
            // SAFETY: the text lives until the next record is scanned; lengths are compared before bytes.
            if unsafe lastScope.value.count == text.count && ByteSearch.equal(base, lastScope.value) {
                return lastScope.code
            }
            return unsafe otherScope(text, base)
        }
        return 0
    }

    private func otherScope(_ text: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>) -> UInt16 {
        for known in knownScopes where unsafe known.value.count == text.count && ByteSearch.equal(base, known.value) {
            lastScope = known
            return known.code
        }
        let value = unsafe Array(text)
        let code = scopes.code(of: value)
        lastScope = (value, code)
        if knownScopes.count < 64 { knownScopes.append((value, code)) }
        return code
    }
}

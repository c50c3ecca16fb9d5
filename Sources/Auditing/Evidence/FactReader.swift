import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess
import Synchronization

/// Looks at the records of chosen events.
///
/// The events are divided into a fixed number of parts, so that what is found does not depend on the number of workers.
/// Memory: about 60 bytes an event, and each field's values.
struct FactReader {
    let plans: [FactPlan]
    let examined: [ExaminedFile]
    let stamps: PieceStamps
    let settings: RunSettings
    let cancel: CancelFlag

    private static let parts = 16

    /// What events are like, in the order given, which is by position.
    func facts(_ marks: [EventMark], population: Int) throws -> EventFacts {
        let results = Mutex([FactPart?](repeating: nil, count: Self.parts))
        let next = Atomic(0)
        try WorkerThreads.run(min(settings.workers, Self.parts)) { _ in
            while !cancel.isSet {
                let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < Self.parts else { return }
                let range = marks.count * part / Self.parts..<marks.count * (part + 1) / Self.parts
                let facts = try self.part(marks[range])
                results.withLock { $0[part] = facts }
            }
        }
        try cancel.check()
        var merger = FactMerger(marks, population: population)
        for part in results.withLock({ $0 }) { if let part { merger.add(part) } }
        return merger.facts
    }

    private func part(_ marks: ArraySlice<EventMark>) throws -> FactPart {
        let records = FactRecords(plans: plans, examined: examined, stamps: stamps, settings: settings)
        var part = FactPart()
        for mark in marks {
            let follows = mark.before == EventMark.none ? false : try records.hasLineBreak(at: mark.before)
            try records.look(at: mark, followsLineBreak: follows, &part)
        }
        return part
    }
}

/// Looks at records one by one; one worker's own.
private final class FactRecords {
    private let plans: [FactPlan]
    private let texts: [RecordTexts]
    private let stamps: PieceStamps
    private let fetcher: RecordFetcher
    private var describers: [Int: RecordDescriber] = [:]
    private let times = TimestampReader(zone: .utc)
    /// The record looked at last, and whether it has a line break: it is often the one served before the next.
    private var last: (position: UInt64, hasLineBreak: Bool) = (EventMark.none, false)

    init(plans: [FactPlan], examined: [ExaminedFile], stamps: PieceStamps, settings: RunSettings) {
        self.plans = plans
        texts = examined.map(RecordTexts.init)
        self.stamps = stamps
        fetcher = RecordFetcher(files: plans.map(\.detailed), longestRecord: settings.longestRecord)
    }

    func hasLineBreak(at packed: UInt64) throws -> Bool {
        if last.position == packed { return last.hasLineBreak }
        return try fetcher.withRecord(at: RecordPosition(packed: packed)) { RecordLook.hasLineBreak($0) }
    }

    func look(at mark: EventMark, followsLineBreak: Bool, _ part: inout FactPart) throws {
        let position = RecordPosition(packed: mark.position)
        let plan = plans[position.file]
        let describer = describer(plan)
        try fetcher.withRecord(at: position) { record in
            let values = describer.texts(of: record)
            let look = describer.isWholeObject ? RecordLook(record) : look(atPart: record, of: position.file)
            var shape = look.shape.union(mark.shape)
            if followsLineBreak { shape.insert(.afterLineBreak) }
            if mark.time != EventFacts.unknown, mark.time % 1_000_000_000 != 0 { shape.insert(.fraction) }
            shape.formUnion(Self.shape(plan, values))
            part.add(
                size: UInt32(clamping: look.size), shape: shape,
                available: available(plan, values, position) ?? EventFacts.unknown)
            for column in plan.columns {
                let field = column.fields.first { !(values[$0]?.isEmpty ?? true) }
                part.addValue(field.flatMap { values[$0] } ?? [], to: column.name)
            }
            part.fillColumns()
            last = (mark.position, look.shape.contains(.lineBreak))
        }
    }

    /// Looks at the JSON that stands for a row, or for what is not whole.
    private func look(atPart record: Span<UInt8>, of file: Int) -> RecordLook {
        let line = texts[file].line(record, isWholeObject: false)
        return RecordLook(line.span)
    }

    private static func shape(_ plan: FactPlan, _ values: [[UInt8]?]) -> RecordShape {
        var shape: RecordShape = []
        let address = plan.fields(.address).lazy.compactMap { values[$0] }.first
        if let address { shape.formUnion(.ofAddress(address)) }
        let users = plan.fields(.user)
        if !users.isEmpty, users.allSatisfy({ values[$0]?.isEmpty ?? true }) { shape.insert(.noUser) }
        return shape
    }

    private func available(_ plan: FactPlan, _ values: [[UInt8]?], _ position: RecordPosition) -> Int64? {
        if let field = plan.available, let text = values[field], let time = times.read(text.span) {
            return time.nanoseconds
        }
        return stamps.available(position)
    }

    private func describer(_ plan: FactPlan) -> RecordDescriber {
        let number = plan.detailed.planNumber
        if let known = describers[number] { return known }
        let describer = plan.detailed.describer
        describers[number] = describer
        return describer
    }
}

import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess

/// Looks at the records of chosen events.
///
/// Memory: about 80 bytes an event, and each field's values.
struct FactReader {
    let plans: [FactPlan]
    let examined: [ExaminedFile]
    let stamps: PieceStamps
    let settings: RunSettings
    let cancel: CancelFlag

    /// Some of the chosen events, and how many there are of their kind.
    struct Chosen {
        /// By position.
        let marks: [EventMark]
        let population: Int
    }

    /// What missing and present events are like, in the order given; both are read in one pass through the files.
    func facts(missing: Chosen, present: Chosen) throws -> (missing: EventFacts, present: EventFacts) {
        typealias Event = (mark: EventMark, isMissing: Bool)
        var events: [Event] = missing.marks.map { ($0, true) } + present.marks.map { ($0, false) }
        events.sort { $0.mark.position < $1.mark.position }
        let sweep = RecordSweep(files: plans.map(\.detailed), settings: settings, cancel: cancel)
        let parts = try sweep.parts(events.map(\.mark.position)) { [self, events] range, fetcher in
            let records = FactRecords(plans: plans, examined: examined, stamps: stamps)
            var (missing, present) = (FactPart(), FactPart())
            for (mark, isMissing) in events[range] {
                let position = RecordPosition(packed: mark.position)
                try fetcher.withRecord(at: position) { record in
                    if isMissing {
                        records.look(at: record, position, mark, &missing)
                    } else {
                        records.look(at: record, position, mark, &present)
                    }
                }
            }
            return (missing, present)
        }
        var mergers = [missing, present].map { FactMerger($0.marks, population: $0.population) }
        for (missing, present) in parts {
            mergers[0].add(missing)
            mergers[1].add(present)
        }
        return (mergers[0].facts, mergers[1].facts)
    }
}

/// Looks at records one by one; one worker's own.
private final class FactRecords {
    private let plans: [FactPlan]
    private let texts: [RecordTexts]
    private let stamps: PieceStamps
    private var describers: [Int: RecordDescriber] = [:]
    private let times = TimestampReader(zone: .utc)

    init(plans: [FactPlan], examined: [ExaminedFile], stamps: PieceStamps) {
        self.plans = plans
        texts = examined.map(RecordTexts.init)
        self.stamps = stamps
    }

    func look(
        at record: Span<UInt8>, _ position: RecordPosition, _ mark: EventMark, _ part: inout FactPart
    ) {
        let plan = plans[position.file]
        let describer = describer(plan)
        let values = describer.texts(of: record)
        let look = describer.isWholeObject ? RecordLook(record) : look(atPart: record, of: position.file)
        var shape = look.shape.union(mark.shape)
        if mark.time != EventFacts.unknown, mark.time % 1_000_000_000 != 0 { shape.insert(.fraction) }
        shape.formUnion(Self.shape(plan, values))
        part.add(
            size: UInt32(clamping: look.size), shape: shape,
            available: available(plan, values, position) ?? EventFacts.unknown)
        for column in plan.columns {
            let field = column.fields.first { !(values[$0]?.isEmpty ?? true) }
            part.addValue(field.flatMap { values[$0] } ?? [], to: column.place)
        }
        part.fillColumns()
    }

    /// Looks at the JSON that stands for a row, or for what is not whole.
    private func look(atPart record: Span<UInt8>, of file: Int) -> RecordLook {
        let line = texts[file].line(record, isWholeObject: false)
        return RecordLook(line.span)
    }

    private static func shape(_ plan: FactPlan, _ values: [[UInt8]?]) -> RecordShape {
        var shape: RecordShape = []
        let address = plan.addresses.lazy.compactMap { values[$0] }.first
        if let address { shape.formUnion(.ofAddress(address)) }
        if !plan.users.isEmpty, plan.users.allSatisfy({ values[$0]?.isEmpty ?? true }) { shape.insert(.noUser) }
        return shape
    }

    private func available(_ plan: FactPlan, _ values: [[UInt8]?], _ position: RecordPosition) -> Int64? {
        if let field = plan.available, let text = values[field], let time = times.read(text.span) {
            return EventFacts.told(time.nanoseconds)
        }
        return stamps.available(position).map(EventFacts.told)
    }

    private func describer(_ plan: FactPlan) -> RecordDescriber {
        let number = plan.detailed.planNumber
        if let known = describers[number] { return known }
        let describer = plan.detailed.describer
        describers[number] = describer
        return describer
    }
}

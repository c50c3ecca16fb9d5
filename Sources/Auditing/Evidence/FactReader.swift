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
    private var views: [FileView?]
    private let times = TimestampReader(zone: .utc)

    init(plans: [FactPlan], examined: [ExaminedFile], stamps: PieceStamps) {
        self.plans = plans
        texts = examined.map(RecordTexts.init)
        self.stamps = stamps
        views = plans.map { _ in nil }
    }

    func look(at record: Span<UInt8>, _ position: RecordPosition, _ mark: EventMark, _ part: inout FactPart) {
        let view = view(of: position.file)
        view.describer.look(at: record)
        let look = view.describer.isWholeObject ? RecordLook(record) : look(atPart: record, of: position.file)
        var shape = look.shape.union(mark.shape).union(view.shape)
        if mark.time != EventFacts.unknown, mark.time % 1_000_000_000 != 0 { shape.insert(.fraction) }
        part.add(
            size: UInt32(clamping: look.size), shape: shape,
            available: available(view, position) ?? EventFacts.unknown)
        view.addValues(to: &part)
    }

    /// Looks at the JSON that stands for a row, or for what is not whole.
    private func look(atPart record: Span<UInt8>, of file: Int) -> RecordLook {
        let line = texts[file].line(record, isWholeObject: false)
        return RecordLook(line.span)
    }

    private func available(_ view: FileView, _ position: RecordPosition) -> Int64? {
        if let field = view.available,
            let time = view.describer.withText(of: field, { times.read($0) }) ?? nil
        {
            return EventFacts.told(time.nanoseconds)
        }
        return stamps.available(position).map(EventFacts.told)
    }

    private func view(of file: Int) -> FileView {
        if let known = views[file] { return known }
        let number = plans[file].detailed.planNumber
        let sibling = views.lazy.compactMap(\.self).first { $0.planNumber == number }
        let view = FileView(plans[file], sibling?.describer ?? plans[file].detailed.describer)
        views[file] = view
        return view
    }
}

/// The plan of one file as one worker sees it: its own copy, so that workers count no common references.
private final class FileView {
    let planNumber: Int
    let describer: RecordDescriber
    let available: Int?
    /// For each column its place and, in `fields`, the stretch of its fields.
    private let columns: [(place: Int, fields: Range<Int>)]
    private let fields: [Int]
    private let addresses: [Int]
    private let users: [Int]

    init(_ plan: FactPlan, _ describer: RecordDescriber) {
        planNumber = plan.detailed.planNumber
        self.describer = describer
        available = plan.available
        var (columns, fields): ([(place: Int, fields: Range<Int>)], [Int]) = ([], [])
        for column in plan.columns {
            columns.append((column.place, fields.count..<fields.count + column.fields.count))
            fields += column.fields
        }
        (self.columns, self.fields) = (columns, fields)
        addresses = plan.addresses.map(\.self)
        users = plan.users.map(\.self)
    }

    /// What the address and user of the record looked at last tell.
    var shape: RecordShape {
        var shape = addresses.lazy.compactMap { self.describer.withText(of: $0, RecordShape.ofAddress) }.first ?? []
        if !users.isEmpty, users.allSatisfy({ describer.withText(of: $0) { $0.isEmpty } ?? true }) {
            shape.insert(.noUser)
        }
        return shape
    }

    /// Adds the values that the record looked at last has in each column.
    func addValues(to part: inout FactPart) {
        for column in columns {
            for field in fields[column.fields] {
                let isTold = describer.withText(of: field) { text in
                    if !text.isEmpty { part.addValue(text, to: column.place) }
                    return !text.isEmpty
                }
                if isTold == true { break }
            }
        }
    }
}

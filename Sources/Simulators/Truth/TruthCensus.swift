import AuditModel

/// Both sides' records by the event they belong to.
struct TruthCensus {
    /// An event of the authority, and what the SIEM has of it.
    struct Event {
        /// What the SIEM has.
        struct Held {
            var isCut = true
            var time = Int64.max
            var timeDiffers = false
        }

        let id: String
        let type: UInt8
        var time: Int64
        var held: Held?
        var cause = "unexplained"
    }

    private(set) var authority = AuditTruth.Side()
    private(set) var siem = AuditTruth.Side()
    /// The authority's, in the order of its log.
    private(set) var events: [Event] = []
    /// Ids that only the SIEM has, inside the authority's window.
    private(set) var extra: [String] = []
    private var places: [UInt32: Int] = [:]
    private let tenant: Tenant

    /// Takes the authority as it can be read at `now`, and the SIEM's documents.
    ///
    /// - Parameters:
    ///   - asked: the types that the authority is asked for; nil: all.
    ///   - siemPrecision: of the times the SIEM's export shows.
    init(
        tenant: Tenant, now: Int64, log: CollectedLog, asked: Set<String>? = nil, siemPrecision: TimePrecision
    ) {
        self.tenant = tenant
        for (index, record) in tenant.records.enumerated()
        where record.available <= now && (asked?.contains(tenant.type(of: record)) ?? true) {
            count(record, cause: log.losses[index])
        }
        authority.events = events.count
        authority.repeats = authority.records - authority.unidentified - events.count
        hold(log, precision: siemPrecision)
    }

    /// Whether the SIEM lacks one of several types from beginning to end and has another.
    var hasLostType: Bool {
        let types = Dictionary(grouping: events, by: \.type).values
        return types.count > 1 && events.contains { $0.held != nil }
            && types.contains { $0.allSatisfy { $0.held == nil } }
    }

    private mutating func count(_ record: TenantRecord, cause: LossCause?) {
        authority.records += 1
        guard !record.marks.contains(.idless) else {
            authority.unidentified += 1
            return
        }
        let place = places[record.number, default: events.count]
        if place == events.count {
            events.append(Event(id: tenant.id(of: record), type: record.type, time: record.time))
            places[record.number] = place
        }
        events[place].time = min(events[place].time, record.time)
        if let cause, events[place].cause == "unexplained" { events[place].cause = cause.rawValue }
    }

    private mutating func hold(_ log: CollectedLog, precision: TimePrecision) {
        let maker = SIEMRecordMaker(tenant: tenant)
        let window = window
        siem.records = log.documents.count
        var strangers: [String: (id: String, times: [Int64])] = [:]
        for document in log.documents {
            let record = tenant.records[document.index]
            guard let id = maker.id(document), isReadable(id, in: document, maker) else {
                siem.unidentified += 1
                continue
            }
            if let place = places[record.number], isSame(id, as: events[place].id) {
                take(document, place)
            } else {
                strangers[GUIDForm.digits(id) ?? id, default: (id, [])].times.append(
                    EventTime.floor(document.time, precision.nanoseconds))
            }
        }
        for (id, times) in strangers.values { settle(id, times, window) }
        for place in events.indices { compareTimes(place, precision) }
        siem.events += events.count { $0.held != nil }
        siem.repeats = siem.records - siem.unidentified - siem.outsideWindow - siem.events
    }

    private mutating func take(_ document: StoredDocument, _ place: Int) {
        var held = events[place].held ?? Event.Held()
        held.isCut = held.isCut && document.keptBytes != nil
        held.time = min(held.time, document.time)
        events[place].held = held
    }

    private mutating func settle(_ id: String, _ times: [Int64], _ window: TimeWindow) {
        if times.contains(where: window.contains) {
            extra.append(id)
            siem.events += 1
        } else {
            siem.outsideWindow += times.count
        }
    }

    private mutating func compareTimes(_ place: Int, _ precision: TimePrecision) {
        guard var held = events[place].held else { return }
        let own = TimePrecision(fractionDigits: LogPrecision.digits(of: tenant.shape.resolution))
        let shown = EventTime.floor(held.time, precision.nanoseconds)
        held.timeDiffers = !EventTime(nanoseconds: events[place].time, precision: own)
            .agrees(with: EventTime(nanoseconds: shown, precision: precision))
        events[place].held = held
    }

    /// From the authority's first event to its last, its last unit included; all of time where it has none.
    var window: TimeWindow {
        guard let first = events.lazy.map(\.time).min(), let last = events.lazy.map(\.time).max() else {
            return TimeWindow(from: .min, to: .max)
        }
        return TimeWindow(from: first, to: last + tenant.shape.resolution)
    }

    /// A cut document is known by its id only if that is in what was kept.
    private func isReadable(_ id: String, in document: StoredDocument, _ maker: SIEMRecordMaker) -> Bool {
        guard document.keptBytes != nil else { return true }
        let body = String(decoding: tenant.body(of: tenant.records[document.index]), as: UTF8.self)
        return maker.keptText(body, of: document).utf8.contains("\"\(id)\"".utf8)
    }

    private func isSame(_ id: String, as other: String) -> Bool {
        id == other || (GUIDForm.digits(id).map { $0 == GUIDForm.digits(other) } ?? false)
    }
}

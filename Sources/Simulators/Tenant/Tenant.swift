package import AuditModel

/// The log of one source: every record it will ever hold, with the instant at which each becomes readable.
///
/// Records take 48 bytes; their JSON is made when asked for. The same scenario gives the same log.
package struct Tenant: Sendable {
    /// The tenant's own GUID, the same in every scenario.
    package static let id = "d0000000-0000-4000-8000-000000000000"
    /// The tenant's verified domain.
    package static let domain = "contoso.example"

    package let seed: UInt64
    /// How the source writes records.
    package let shape: any EventShape
    package let types: [TenantPlan.EventType]
    /// The operations of each type, as the shape names them.
    package let operations: [[String]]
    /// First instant of the log and the one after its last, nanoseconds since the Unix epoch, UTC.
    package let span: TimeWindow
    /// By event time, then event number; repeats and changed states included.
    package let records: [TenantRecord]
    package let cast: Cast
    private let habits: EventHabits
    private let idSeed: UInt64

    /// Makes the log of one source of a scenario.
    ///
    /// - Parameter now: what the clock shows, nanoseconds since the Unix epoch, UTC; it matters to a start that is
    ///   relative to it.
    package init(of scenario: Scenario, shape: any EventShape, now: Int64) {
        let plan = scenario.tenant
        let start = plan.start(at: now)
        seed = scenario.seed
        self.shape = shape
        types = plan.types.isEmpty ? shape.usualTypes : plan.types
        operations = types.map { shape.operations(of: $0.name) }
        span = TimeWindow(from: start, to: start + plan.length)
        cast = Cast()
        habits = plan.habits
        idSeed = SeededGenerator.hash(seed: seed, shape.source)
        let maker = TenantMaker(
            plan: plan, faults: scenario.api, shape: shape, types: types, operations: operations, span: span,
            seed: idSeed, cast: cast)
        records = maker.records()
    }

    /// 128 bits that belong to an event number, from which its id is made.
    package func bits(of number: UInt32) -> (UInt64, UInt64) {
        let number = UInt64(number)
        return (
            SeededGenerator.mix(idSeed ^ SeededGenerator.mix(2 * number + 1)),
            SeededGenerator.mix(idSeed ^ SeededGenerator.mix(2 * number + 2))
        )
    }

    /// The name of a record's type.
    package func type(of record: TenantRecord) -> String { types[Int(record.type)].name }

    /// What a record says was done.
    package func operation(of record: TenantRecord) -> String {
        operations[Int(record.type)][Int(record.operation)]
    }

    /// A record's id.
    package func id(of record: TenantRecord) -> String {
        var bytes: [UInt8] = []
        shape.appendID(of: record, in: self, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A record's JSON.
    package func body(of record: TenantRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2048)
        append(record, to: &bytes)
        return bytes
    }

    /// Appends a record's JSON.
    package func append(_ record: TenantRecord, to output: inout [UInt8]) {
        shape.append(record, in: self, to: &output)
        if habits.addsTexts { habits.addTexts(bits: bits(of: record.origin), to: &output) }
    }

    /// Index of the first record with that event time or a later one; the count of records if there is none.
    package func firstIndex(from instant: Int64) -> Int {
        var (low, high) = (0, records.count)
        while low < high {
            let middle = (low + high) / 2
            if records[middle].time < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Indexes of the records whose event time lies in the window.
    package func indexes(in window: TimeWindow) -> Range<Int> {
        let first = firstIndex(from: window.from)
        return first..<max(first, firstIndex(from: window.to))
    }

    /// Indexes of all records in the order in which they became readable; ties by event time.
    package func indexesByAvailability() -> [UInt32] {
        (0..<UInt32(records.count)).sorted { left, right in
            (records[Int(left)].available, left) < (records[Int(right)].available, right)
        }
    }

    /// The ids an honest auditor finds: of the events in the window that are readable at `now`, each once, in the order of
    /// the log.
    ///
    /// - Parameter types: the types asked for; nil for all. Records without an id count under the id they would have.
    package func ids(in window: TimeWindow, at now: Int64, types wanted: Set<String>? = nil) -> [String] {
        var seen: Set<UInt32> = []
        return indexes(in: window).compactMap { index in
            let record = records[index]
            guard record.available <= now, wanted?.contains(type(of: record)) ?? true,
                seen.insert(record.number).inserted
            else { return nil }
            return id(of: record)
        }
    }
}

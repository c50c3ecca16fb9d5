import AuditModel
import Foundation

/// Makes the records of a tenant: first the log as it should be, then what the scenario's faults change in it.
struct TenantMaker {
    let plan: TenantPlan
    let faults: [APIFault]
    let shape: any EventShape
    let types: [TenantPlan.EventType]
    let operations: [[String]]
    let span: TimeWindow
    let seed: UInt64
    let cast: Cast

    private static let hour: Int64 = 3_600_000_000_000

    func records() -> [TenantRecord] {
        var records = soundRecords()
        change(&records)
        if let span = plan.habits.batch { AvailabilityBatches(span: span).apply(to: &records) }
        return records
    }

    private func change(_ records: inout [TenantRecord]) {
        let tenantFaults = faults.filter(\.fault.changesTenant)
        guard !tenantFaults.isEmpty else { return }
        for (index, fault) in tenantFaults.enumerated() {
            apply(fault, salt: UInt64(index + 1) << 40, to: &records)
        }
        for index in records.indices {
            records[index].time = EventTime.floor(records[index].time, shape.unit(of: records[index]))
        }
        records.sort()
    }

    /// Events by time; the gaps between them are exponential, so that they come as independently as real ones.
    private func soundRecords() -> [TenantRecord] {
        var generator = SeededGenerator(seed: seed)
        var sum = 0.0
        let sums = (0...plan.events).map { _ in
            sum -= log(1 - generator.share())
            return sum
        }
        let curve = RateCurve(start: span.from, length: span.length, day: plan.habits.day)
        let typeSums = types.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1.share) }
        var records: [TenantRecord] = []
        records.reserveCapacity(plan.events)
        for index in 0..<plan.events {
            var next = record(
                UInt32(index), time: curve.instant(at: sums[index] / sum), typeSums: typeSums, generator: &generator)
            if plan.habits.bursts > 0, let last = records.last, generator.share() < plan.habits.bursts {
                next.repeatAct(of: last)
            }
            records.append(next)
        }
        return records
    }

    private func record(
        _ number: UInt32, time: Int64, typeSums: [Double], generator: inout SeededGenerator
    ) -> TenantRecord {
        let drawn = generator.share() * (typeSums.last ?? 1)
        let type = typeSums.firstIndex { drawn < $0 } ?? 0
        let delay = (types[type].delay ?? plan.delay).draw(&generator)
        let time = EventTime.floor(time, shape.resolution)
        let skewed = generator.share()
        return TenantRecord(
            time: time, available: time + delay.nanoseconds, firstAvailable: time + delay.nanoseconds, number: number,
            origin: number,
            user: UInt16(Double(cast.users.count) * skewed * skewed),
            address: UInt16(generator.below(cast.addresses.count)), marks: delay.isLate ? .late : [],
            type: UInt8(type), operation: UInt8(generator.below(operations[type].count)), revision: 0,
            succeeded: generator.below(8) > 0)
    }

    // MARK: Faults

    private func apply(_ fault: APIFault, salt: UInt64, to records: inout [TenantRecord]) {
        let window = fault.window(from: span.from)
        let struckTypes = types.map { type in fault.scope.map { shape.strikes(type: type.name, scope: $0) } ?? true }
        var added: [TenantRecord] = []
        var next = (records.lazy.map(\.number).max() ?? 0) + 1
        for index in records.indices {
            let record = records[index]
            let bits = SeededGenerator.mix(seed ^ SeededGenerator.mix(salt | UInt64(record.number)))
            guard window.contains(record.time), struckTypes[Int(record.type)],
                SeededGenerator.share(bits) < fault.share
            else { continue }
            let later = Int64(SeededGenerator.share(SeededGenerator.mix(bits)) * Double(fault.by ?? Self.hour))
            switch fault.fault {
            case .repeatedRecord: added.append(record.again(.repeated, later: later))
            case .changedRecord: added.append(record.again(.changed, later: later))
            case .republished:
                added.append(record.again(.republished, later: later, as: next))
                next += 1
            default: mark(&records[index], fault, later: later)
            }
        }
        records += added
    }

    private func mark(_ record: inout TenantRecord, _ fault: APIFault, later: Int64) {
        switch fault.fault {
        case .lateEvent:
            record.postpone(by: ((fault.by ?? 6 * Self.hour) + later) / 2)
            record.marks.insert(.late)
        case .boundaryRows:
            moveToBoundary(&record)
            record.marks.insert(.boundary)
        case .oddTimes: record.marks.insert(.oddTime)
        case .negativeIDs: record.marks.insert(.negativeID)
        case .nestedEvents: record.marks.insert(.nested)
        case .missingIDs: record.marks.insert(.idless)
        case .schemaDrift: record.marks.insert(.drifted)
        default: break
        }
    }

    /// To the first tick of its hour, the last one, or the hour's first second.
    private func moveToBoundary(_ record: inout TenantRecord) {
        let start = EventTime.floor(record.time, Self.hour)
        let moved =
            switch record.number % 3 {
            case 0: start
            case 1: start + Self.hour - shape.resolution
            default: start + EventTime.floor(Int64(record.number) * 1_000_003 % 1_000_000_000, shape.resolution)
            }
        let time = max(moved, span.from)
        record.postpone(by: max(0, time - record.time))
        record.time = time
    }
}

extension TenantRecord {
    /// Makes the record another event of the same act: same instant, type, operation, user and address.
    fileprivate mutating func repeatAct(of other: TenantRecord) {
        let delay = available - time
        (time, type, operation, user, address) = (other.time, other.type, other.operation, other.user, other.address)
        available = time + delay
        firstAvailable = available
    }

    fileprivate mutating func postpone(by nanoseconds: Int64) {
        available += nanoseconds
        firstAvailable += nanoseconds
    }

    /// The record once more, readable `later` nanoseconds after this one.
    fileprivate func again(_ mark: Marks, later: Int64, as number: UInt32? = nil) -> TenantRecord {
        var copy = self
        copy.marks.insert(mark)
        copy.available += later
        if let number {
            copy.number = number
            copy.firstAvailable = copy.available
        }
        if mark == .changed { copy.revision += 1 }
        return copy
    }
}

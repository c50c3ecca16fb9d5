import AuditModel

/// Missing events that share user, operation and a stretch of time with a present one, while present ones do not with
/// each other: a store that makes ids of those keeps one event of each.
struct FoldedUnits: Sendable {
    /// One length of the stretch to which times are cut.
    struct Unit: Sendable {
        /// Nanoseconds.
        let length: Int64
        /// For each missing fact whether some present fact shares its key.
        let hasMate: [Bool]
        /// Present facts that share their key with another present one.
        let presentMates: Int
    }

    /// Units that fingerprints cut times to, nanoseconds.
    static let lengths: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map { $0 * 1_000_000_000 }
    /// The share of missing facts with a mate among those that are looked at first, at least, for the rest to be.
    private static let leastShare = 0.02
    private static let probes = 1_000
    /// The share of facts with a mate that are missing, at least.
    static let leastRate = 0.95

    let units: [Unit]

    /// Compares keys; empty where users or operations are not known.
    init(_ file: CaseFile) {
        guard let user = file.fields.first(where: { $0.name == "user" }),
            let operation = file.fields.first(where: { $0.name == "operation" }),
            file.missing.scope.count == file.missing.count, file.present.scope.count == file.present.count
        else {
            units = []
            return
        }
        units = Self.lengths.compactMap { Self.unit($0, file, user, operation) }
    }

    private static func unit(
        _ length: Int64, _ file: CaseFile, _ user: FieldTally, _ operation: FieldTally
    ) -> Unit? {
        let first = EventTime.floor(file.evidence.window.from, length)
        /// Nil where one of the three is not known.
        func key(_ time: Int64, _ scope: UInt16, _ user: UInt32, _ operation: UInt32) -> UInt64? {
            guard time != EventFacts.unknown, user > 0, operation > 0 else { return nil }
            // Times are cut in units of the clock, wherever the window begins.
            let stretch = UInt64(bitPattern: EventTime.floor(time, length) / length - first / length)
            return stretch << 40 | UInt64(scope & 0xFF) << 32 | UInt64(user) << 16 | UInt64(operation)
        }
        let present = file.present.time.indices.compactMap { index -> UInt64? in
            guard user.isValue(Int(user.present[index])), operation.isValue(Int(operation.present[index])) else {
                return nil
            }
            return key(
                file.present.time[index], file.present.scope[index], user.present[index], operation.present[index])
        }.sorted()
        func hasMate(_ fact: Int) -> Bool {
            let own = key(
                file.missing.time[fact], file.missing.scope[fact], user.missing[fact], operation.missing[fact])
            guard let own else { return false }
            var (low, high) = (0, present.count)
            while low < high {
                let middle = (low + high) / 2
                if present[middle] < own { low = middle + 1 } else { high = middle }
            }
            return low < present.count && present[low] == own
        }
        let mates = present.indices.count { index in
            (index > 0 && present[index - 1] == present[index])
                || (index + 1 < present.count && present[index + 1] == present[index])
        }
        let step = max(1, file.missing.count / probes)
        let some = stride(from: 0, to: file.missing.count, by: step)
        let hits = some.count { hasMate($0) }
        guard Double(hits) >= leastShare * Double(file.missing.count / step),
            Double(hits * step) >= leastRate * Double(hits * step + mates) / 2
        else { return nil }
        return Unit(
            length: length, hasMate: (0..<file.missing.count).map { hasMate($0) }, presentMates: mates)
    }
}

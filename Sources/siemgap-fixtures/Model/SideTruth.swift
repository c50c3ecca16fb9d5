import AuditModel

/// The counts of one side.
struct SideTruth {
    var records = 0
    var events = 0
    var repeats = 0
    var conflicting = 0
    var unidentified = 0
    var outsideWindow = 0
    var untimed = 0
    var filtered = 0
    var truncated = 0

    /// Counts records that are already grouped; `inside` says which ids count.
    init(_ groups: RecordGroups, inside: Set<String>) {
        (records, unidentified, filtered) = (groups.records, groups.unidentified, groups.filtered)
        for (id, twins) in groups.byID {
            guard inside.contains(id) else {
                outsideWindow += twins.count
                continue
            }
            events += 1
            repeats += twins.count - 1
            if Set(twins.map(\.version)).count > 1 { conflicting += 1 }
            untimed += twins.count { $0.time == nil }
            truncated += twins.count(where: \.isCut)
        }
    }

    /// As `truth.json` has it.
    var json: JSONValue {
        [
            "records": .integer(records), "events": .integer(events), "repeats": .integer(repeats),
            "conflicting": .integer(conflicting), "unidentified": .integer(unidentified),
            "outside_window": .integer(outsideWindow), "untimed": .integer(untimed), "filtered": .integer(filtered),
            "truncated": .integer(truncated),
        ]
    }
}

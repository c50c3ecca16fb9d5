/// Finds an id and a time by names and values where no preset fits.
struct FieldGuess {
    /// A field that may be the id.
    struct Candidate {
        let path: FieldPath
        let found: Int
        let distinct: Int
        let guids: Int
        let nameRank: Int

        /// A value in nearly every record, nearly all different, and either a telling name or GUIDs.
        func isConvincing(of count: Int) -> Bool {
            guard found * 100 >= count * 95, distinct * 10 >= found * 9 else { return false }
            return nameRank >= 3 || nameRank >= 1 && guids * 100 >= found * 95
        }

        var rank: Int { nameRank * 1000 + (found == 0 ? 0 : 500 * distinct / found + 400 * guids / found) }
    }

    let records: [SampleRecord]
    let looksLikeTime: ([UInt8]) -> Bool

    /// Fields that could be the id, the likeliest first.
    func idCandidates() -> [Candidate] {
        paths().compactMap(candidate).filter { $0.found > 0 && $0.nameRank >= 0 }.sorted { $0.rank > $1.rank }
    }

    /// Fields that read as times in nearly every record, the likeliest first.
    func times() -> [FieldPath] {
        paths().enumerated().compactMap { offset, path -> (path: FieldPath, rank: Int)? in
            let values = records.compactMap { $0.scalar(at: path) }
            guard !values.isEmpty, values.count(where: looksLikeTime) * 100 >= records.count * 95 else { return nil }
            return (path, Self.timeRank(Self.lastName(path)) * 1000 - offset)
        }.sorted { $0.rank > $1.rank }.map(\.path)
    }

    /// Whether rows are sums rather than events: a column that counts, and none that could be an id.
    func isAggregated() -> Bool {
        let paths = paths()
        // An event of many columns may well carry a count.
        return paths.count <= 25
            && paths.contains { path in
                let name = Self.lastName(path).lowercased()
                return name == "count" || name.hasSuffix("count") || name.hasSuffix("_count")
                    || name.hasPrefix("count_")
                    || Self.functions.contains { name.hasPrefix($0 + "(") }
            }
    }

    private static let functions = ["count", "sum", "avg", "min", "max", "dc", "values", "list", "distinct_count"]

    private func paths() -> [FieldPath] {
        var seen: Set<FieldPath> = []
        return records.prefix(20).flatMap(\.fieldPaths).filter { seen.insert($0).inserted }
    }

    private func candidate(_ path: FieldPath) -> Candidate? {
        let values = records.compactMap { $0.scalar(at: path) }
        guard !values.contains(where: looksLikeTime) else { return nil }
        return Candidate(
            path: path, found: values.count, distinct: Set(values).count, guids: values.count { ValueShape.isGUID($0) },
            nameRank: Self.idRank(Self.lastName(path)))
    }

    static func lastName(_ path: FieldPath) -> String {
        switch path.steps.last {
        case .key(let name): name
        case .index(let index): String(index)
        case .text, nil: ""
        }
    }

    /// 4 for the usual names of an event's id, 2 for names that end in id, 0 for others, below 0 for a store's own
    /// ids and for ids of something else.
    private static func idRank(_ name: String) -> Int {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "_" }
        let plain = folded.filter { $0 != "_" }
        if storeNames.contains(folded) { return -1 }
        if otherThings.contains(where: { plain.contains($0) }) { return -1 }
        if eventNames.contains(plain) { return 4 }
        return plain.hasSuffix("id") || plain.hasSuffix("uuid") || plain.hasSuffix("guid") ? 2 : 0
    }

    private static let eventNames: Set = [
        "id", "uuid", "guid", "eventid", "eventuuid", "eventguid", "recordid", "recorduuid", "logid", "messageid",
        "auditid", "reportid", "requestid", "alertid", "activityid", "transactionid",
    ]
    private static let storeNames: Set = [
        "_id", "_cd", "_bkt", "_messageid", "_itemid", "_stream_id", "_index", "_blockid",
    ]
    private static let otherThings = [
        "correlation", "tenant", "user", "session", "subscription", "resource", "workspace", "device", "account",
        "organization", "client", "app", "process", "group", "parent", "machine", "mailbox", "principal", "object",
    ]

    private static func timeRank(_ name: String) -> Int {
        let folded = name.lowercased().filter { $0.isLetter }
        if eventTimes.contains(folded) { return 3 }
        return folded.contains("time") || folded.contains("date") || folded.contains("created") ? 2 : 1
    }

    private static let eventTimes: Set = [
        "time", "timestamp", "eventtime", "eventtimestamp", "createddatetime", "activitydatetime", "creationtime",
        "created", "createdat", "published", "datetime", "date", "dateutc", "timegenerated",
    ]
}

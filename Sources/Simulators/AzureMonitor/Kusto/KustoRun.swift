import AuditModel

/// Works a query off.
final class KustoRun {
    private let query: KustoQuery
    private let tables: [(name: String, table: KustoTable)]
    private let now: Int64
    private let ingested: (Int) -> Int64
    private var names: [String: KustoBound] = [:]
    /// The documents whose rows were counted or shown.
    private(set) var met: [Int] = []

    /// - Parameters:
    ///   - tables: the workspace's tables, with the rows that `timespan` leaves.
    ///   - now: nanoseconds since the Unix epoch, UTC.
    ///   - ingested: when a document was taken.
    init(
        _ query: KustoQuery, on tables: [(name: String, table: KustoTable)], now: Int64,
        ingested: @escaping (Int) -> Int64
    ) {
        self.query = query
        self.tables = tables
        self.now = now
        self.ingested = ingested
    }

    /// The answer's rows.
    func table() throws(KustoFault) -> KustoTable {
        for name in query.names { names[name.name] = try binder([]).bind(name.value) }
        let table = try rows(query.rows)
        if met.isEmpty { met = table.rows.compactMap(\.document) }
        return table
    }

    private func binder(_ columns: [KustoColumn]) -> KustoBinder {
        KustoBinder(columns: columns, names: names, now: now, ingested: ingested)
    }

    private func rows(_ rows: KustoRows) throws(KustoFault) -> KustoTable {
        switch rows {
        case .table(let name):
            guard let table = tables.first(where: { $0.name == name })?.table else {
                if name.hasSuffix("*") { return try union([rows], allowsMissing: false, source: nil) }
                throw .unresolved(name)
            }
            return table
        case .union(let legs, let allowsMissing, let source):
            return try union(legs, allowsMissing: allowsMissing, source: source)
        case .step(let inner, let step): return try take(step, on: try self.rows(inner))
        }
    }

    // MARK: Union

    private func union(
        _ legs: [KustoRows], allowsMissing: Bool, source: String?
    ) throws(KustoFault) -> KustoTable {
        var parts: [(name: String, table: KustoTable)] = []
        for leg in legs {
            if case .table(let name) = leg, name.hasSuffix("*") {
                parts += tables.filter { $0.name.hasPrefix(name.dropLast()) }
                continue
            }
            let name = Self.tableName(leg)
            let isThere = name.map { name in tables.contains { $0.name == name } } ?? true
            if allowsMissing, !isThere { continue }
            parts.append((name ?? "union_arg\(parts.count)", try rows(leg)))
        }
        guard !parts.isEmpty else { throw .semantic("'union' operator: Failed to resolve any table expression") }
        var columns = Self.merged(parts.map(\.table))
        if let source {
            let names = parts.map { KustoValue.string($0.name) }
            columns.insert(KustoColumn(name: source, kind: .string) { names[$0.leg] }, at: 0)
        }
        let rows = parts.enumerated().flatMap { number, part in
            part.table.rows.map { KustoRow(document: $0.document, origin: $0, leg: number) }
        }
        return KustoTable(columns: columns, rows: rows)
    }

    /// The table that a leg begins with; nil for a union of its own.
    private static func tableName(_ rows: KustoRows) -> String? {
        switch rows {
        case .table(let name): name
        case .step(let inner, _): tableName(inner)
        case .union: nil
        }
    }

    /// Columns of several tables; one whose type differs becomes one for each type, with the type in its name.
    private static func merged(_ tables: [KustoTable]) -> [KustoColumn] {
        var order: [String] = []
        var kinds: [String: [KustoValue.Kind]] = [:]
        for column in tables.flatMap(\.columns) {
            if kinds[column.name] == nil { order.append(column.name) }
            if kinds[column.name]?.contains(column.kind) != true { kinds[column.name, default: []].append(column.kind) }
        }
        return order.flatMap { name in
            let own = kinds[name] ?? []
            return own.map { kind in
                let columns = tables.map { table in table.columns.first { $0.name == name && $0.kind == kind } }
                let reads = columns.map { $0?.read }
                var merged = KustoColumn(name: own.count == 1 ? name : "\(name)_\(kind.rawValue)", kind: kind) { row in
                    guard let origin = row.origin, let read = reads[row.leg] else {
                        return kind == .string ? .string("") : .null
                    }
                    return read(origin)
                }
                merged.isHidden = columns.allSatisfy { $0?.isHidden ?? true }
                return merged
            }
        }
    }

    // MARK: Steps

    private func take(_ step: KustoRows.Step, on table: KustoTable) throws(KustoFault) -> KustoTable {
        switch step {
        case .filter(let condition):
            let bound = try binder(table.columns).bind(condition)
            return KustoTable(columns: table.columns, rows: table.rows.filter { bound.read($0).isTrue })
        case .extend(let values): return try extend(values, table)
        case .project(let values): return try project(values, table)
        case .projectAway(let names):
            return KustoTable(columns: table.columns.filter { !names.contains($0.name) }, rows: table.rows)
        case .distinct(let values):
            var projected = try project(values.first?.name == "*" ? table.shown.map(Self.itself) : values, table)
            var seen: Set<[KustoValue]> = []
            projected.rows = projected.rows.filter { seen.insert($0.cells).inserted }
            return projected
        case .take(let count): return KustoTable(columns: table.columns, rows: Array(table.rows.prefix(count)))
        case .sort(let orders): return try sort(orders, table)
        case .summarize(let values, let keys): return try summarize(values, keys, table)
        }
    }

    private static func itself(_ column: KustoColumn) -> KustoAssignment {
        KustoAssignment(name: column.name, value: .name(column.name))
    }

    private func bound(_ values: [KustoAssignment], _ table: KustoTable) throws(KustoFault) -> [KustoBound] {
        let binder = binder(table.columns)
        var bound: [KustoBound] = []
        for value in values { bound.append(try binder.bind(value.value)) }
        return bound
    }

    /// Columns whose cells stand in the row itself, from a place on.
    private static func columns(
        _ values: [KustoAssignment], _ bound: [KustoBound], from start: Int
    ) -> [KustoColumn] {
        zip(values, bound).enumerated().map { place, pair in
            KustoColumn(name: pair.0.name, kind: pair.1.kind) { $0.cells[start + place] }
        }
    }

    private func project(_ values: [KustoAssignment], _ table: KustoTable) throws(KustoFault) -> KustoTable {
        let bound = try bound(values, table)
        let rows = table.rows.map { row in KustoRow(document: row.document, cells: bound.map { $0.read(row) }) }
        return KustoTable(columns: Self.columns(values, bound, from: 0), rows: rows)
    }

    private func extend(_ values: [KustoAssignment], _ table: KustoTable) throws(KustoFault) -> KustoTable {
        let bound = try bound(values, table)
        // Rows of one table have cells of one number.
        let width = table.rows.first?.cells.count ?? 0
        let rows = table.rows.map { row in
            KustoRow(
                document: row.document, cells: row.cells + bound.map { $0.read(row) }, origin: row.origin, leg: row.leg)
        }
        let kept = table.columns.filter { column in !values.contains { $0.name == column.name } }
        return KustoTable(columns: kept + Self.columns(values, bound, from: width), rows: rows)
    }

    private func sort(_ orders: [KustoRows.Order], _ table: KustoTable) throws(KustoFault) -> KustoTable {
        let keys = try bound(orders.map { KustoAssignment(name: "", value: $0.key) }, table)
        let rows = table.rows.map { row in (row: row, keys: keys.map { $0.read(row) }) }.sorted { left, right in
            for (place, order) in orders.enumerated() {
                let (one, other) = (left.keys[place], right.keys[place])
                if one.isBefore(other) == true { return !order.isDescending }
                if other.isBefore(one) == true { return order.isDescending }
            }
            return false
        }
        return KustoTable(columns: table.columns, rows: rows.map(\.row))
    }

    // MARK: Summaries

    private func summarize(
        _ values: [KustoAssignment], _ keys: [KustoAssignment], _ table: KustoTable
    ) throws(KustoFault) -> KustoTable {
        met += table.rows.compactMap(\.document)
        let keyed = try bound(keys, table)
        var order: [[KustoValue]] = keys.isEmpty ? [[]] : []
        var groups: [[KustoValue]: [KustoRow]] = keys.isEmpty ? [[]: []] : [:]
        for row in table.rows {
            let key = keyed.map { $0.read(row) }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        var summaries: [(kind: KustoValue.Kind, of: ([KustoRow]) -> KustoValue)] = []
        for value in values { summaries.append(try summary(value.value, table)) }
        let rows = order.map { key in
            KustoRow(document: nil, cells: key + summaries.map { $0.of(groups[key] ?? []) })
        }
        let sums = zip(values, summaries).enumerated().map { place, pair in
            KustoColumn(name: pair.0.name, kind: pair.1.kind) { $0.cells[keys.count + place] }
        }
        return KustoTable(columns: Self.columns(keys, keyed, from: 0) + sums, rows: rows)
    }

    private func summary(
        _ value: KustoExpression, _ table: KustoTable
    ) throws(KustoFault) -> (kind: KustoValue.Kind, of: ([KustoRow]) -> KustoValue) {
        guard case .call(let name, let arguments) = value else { throw .semantic("an aggregation is wanted") }
        if name == "count" { return (.long, { .long($0.count) }) }
        guard let first = arguments.first else { throw .semantic("\(name)(): an argument is missing") }
        let bound = try binder(table.columns).bind(first)
        switch name {
        case "countif": return (.long, { rows in .long(rows.count { bound.read($0).isTrue }) })
        case "dcount": return (.long, { rows in .long(Set(rows.map(bound.read)).count) })
        case "min", "max":
            return (
                bound.kind,
                { rows in
                    rows.map(bound.read).filter { $0 != .null }.min { left, right in
                        (name == "min" ? left.isBefore(right) : right.isBefore(left)) ?? false
                    } ?? .null
                }
            )
        case "sum": return (.real, { rows in .real(rows.reduce(0) { $0 + (bound.read($1).number ?? 0) }) })
        default: throw .semantic("Unknown aggregation: '\(name)'")
        }
    }
}

import AuditModel

/// The body of an answer: one table, and an error beside it where rows are left out.
struct WorkspaceResponse {
    private let columns: [JSONValue]
    private var rows: [[KustoValue]]
    private var isPartial = false

    /// Takes a table's columns that are shown.
    init(_ table: KustoTable) {
        columns = table.shown.map { ["name": .string($0.name), "type": .string($0.kind.rawValue)] }
        rows = Self.cells(table)
    }

    /// Gives less than there is, and says so.
    mutating func replaceRows(by table: KustoTable) {
        let less = Self.cells(table)
        isPartial = isPartial || less != rows
        rows = less
    }

    /// Lacks rows without saying so.
    mutating func dropLast(_ count: Int) { rows.removeLast(min(count, rows.count)) }

    /// The body; with the error beside the table when rows go beyond a limit.
    func body(mostRows: Int, mostBytes: Int) -> [UInt8] {
        var body = Array(#"{"tables":[{"name":"PrimaryResult","columns":"#.utf8)
        body += JSONValue.array(columns).text().utf8
        body += #","rows":["#.utf8
        var count = 0
        for row in rows {
            guard count < mostRows, body.count < mostBytes else { break }
            if count > 0 { body.append(UInt8(ascii: ",")) }
            body += JSONValue.array(row.map(\.json)).text().utf8
            count += 1
        }
        body += "]}]".utf8
        if count < rows.count {
            body += Self.error("The results of this query exceed the set limit of \(mostRows) records").utf8
        } else if isPartial {
            body += Self.error("One or more shards failed to answer").utf8
        }
        body += "}".utf8
        return body
    }

    private static func cells(_ table: KustoTable) -> [[KustoValue]] {
        let columns = table.shown
        return table.rows.map { row in columns.map { $0.read(row) } }
    }

    private static func error(_ message: String) -> String {
        let inner: JSONValue = ["code": .string("-2133196797"), "message": .string(message)]
        let detail: JSONValue = [
            "code": .string("EngineError"),
            "message": .string("Something went wrong processing your query on the server."), "innererror": inner,
        ]
        let error: JSONValue = [
            "code": .string("PartialError"), "message": .string("There were some errors when processing your query."),
            "details": .array([detail]),
        ]
        return ",\"error\":" + error.text()
    }
}

import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct VictoriaLogsServiceTests {
    private static let window = "_time:[2026-11-02T00:00:00Z,2026-11-04T00:00:00Z) "
    private static let source = #"source:"siem-okta-system-log""#

    private static func ask(
        _ store: TestStore, _ query: String, path: String = "query", account: String = "7"
    ) throws -> SimulatorResponse {
        try store.ask(
            "POST", "/select/logsql/\(path)", form: [("query", query)],
            headers: [store.basic, ("accountid", account), ("projectid", "2")])
    }

    @Test func rowsAreLinesInNoOrder() throws {
        let store = try TestStore("victorialogs")
        let answer = try Self.ask(store, Self.window + Self.source)
        let rows = try answer.said.split(separator: "\n").map { try JSONTree(parsing: Array($0.utf8)) }
        #expect(rows.count == store.shelf.documents.count)
        let times = rows.compactMap { $0["_time"]?.text }
        #expect(times != times.sorted())
        #expect(rows.allSatisfy { $0["_msg"]?.text?.hasPrefix("{") == true })
    }

    @Test(arguments: [
        (source, true), ("*", true), (#"("_msg":~"(?i)EVENTTYPE" or "x":~"y")"#, true), (#"type:"nothing""#, false),
        (#"("_msg":~"never seen") \#(source)"#, false),
    ])
    func conditionsNarrow(_ condition: String, _ finds: Bool) throws {
        let store = try TestStore("victorialogs")
        #expect(try Self.ask(store, Self.window + condition).body.isEmpty != finds)
    }

    @Test func fieldsAndCountsArePipes() throws {
        let store = try TestStore("victorialogs")
        let narrow = try Self.ask(store, Self.source + #" | fields "_time", "none""#)
        #expect(narrow.said.split(separator: "\n").allSatisfy { $0.hasPrefix(#"{"_time":""#) && !$0.contains(",") })
        let counted = try Self.ask(store, Self.window + "* | stats count() as rows", path: "stats_query").tree
        let value = counted["data"]?["result"]?.elements?.first?["value"]?.elements?.last?.text
        #expect(value == String(store.shelf.documents.count))
    }

    @Test func anotherTenantHasNothingAndAnOddQueryIsRefused() throws {
        let store = try TestStore("victorialogs")
        #expect(try Self.ask(store, Self.source, account: "1").body.isEmpty)
        #expect(try Self.ask(store, "(").status == 400)
        #expect(try Self.ask(store, "* | sort by (x)").status == 400)
    }
}

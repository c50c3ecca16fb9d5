import AuditModel
import Testing

@testable import SIEMStores

struct SplunkQueryTests {
    private static func query(ids: [String] = []) -> SplunkQuery {
        var setup = SplunkSetup(base: "https://siem.test:8089", search: "index=o365", wait: { _ in })
        setup.ids = ids.compactMap { SplunkField(path: $0) }
        return SplunkQuery(setup: setup)
    }

    @Test func aCountHasTheFilterOfTheRows() {
        #expect(Self.query().count(outside: nil) == "search index=o365 | stats count")
        let rows = Self.query().rows(outside: nil)
        #expect(rows.hasPrefix("search index=o365 | eval siemgap_time=_time, siemgap_indexed=_indextime"))
        #expect(rows.hasSuffix(" | fields - _*"))
    }

    @Test func whatIsDatedElsewhereIsAskedForOutsideOfTheOtherQuestions() {
        let asked = TimeWindow(from: 1_793_577_600_000_000_000, to: 1_793_581_200_500_000_000)
        let filter = "search index=o365 | where _time<1793577600 OR _time>=1793581200.5"
        #expect(Self.query().count(outside: asked) == filter + " | stats count")
        #expect(Self.query().rows(outside: asked).hasPrefix(filter + " | eval "))
    }

    @Test func guidsAreLookedForWithAndWithoutDashes() {
        let search = Self.query().rows(ofIDs: [["{7D3E0000-0000-4000-8000-00000000DEAD}"], ["a \"b\""]])
        #expect(
            search.hasPrefix(
                "search (index=o365) (((\"7d3e0000-0000-4000-8000-00000000dead\" OR \"7d3e0000000040008000"
                    + "00000000dead\")) OR (\"a \\\"b\\\"\")) | eval "))
    }

    @Test func partsOfAnIDAreLookedForTogether() {
        let search = Self.query(ids: ["id.time", "id.uniqueQualifier"]).rows(ofIDs: [["2026-11-14T02:00:00Z", "-77"]])
        #expect(search.contains(#"(("2026-11-14T02:00:00Z" "-77")) | eval"#))
        #expect(search.contains("siemgap_id_2=coalesce(spath(_raw,\"id.uniqueQualifier\"),'id.uniqueQualifier')"))
        #expect(search.contains(#"| rex field=_raw "\"uniqueQualifier\"\s*:\s*\"(?<siemgap_found_2>[^\"]+)\"""#))
    }

    @Test(arguments: [
        ("Id", "coalesce(spath(_raw,\"Id\"),'Id')", "Id"), ("_time", "'_time'", "_time"),
        ("_raw:properties.id", "coalesce(spath(_raw,\"properties.id\"),'properties.id')", "id"),
        ("AuditData:Id", "spath(coalesce(spath(_raw,\"AuditData\"),'AuditData'),\"Id\")", "Id"),
        ("\"properties.id\"", "'properties.id'", "id"),
    ])
    func pathsBecomeExpressions(_ path: String, _ expression: String, _ key: String) {
        let field = SplunkField(path: path)
        #expect(field?.expression == expression)
        #expect(field?.key == key)
    }

    @Test(arguments: ["", "a\"b", "a|b", "x'", "a:", ":a", "f(x)"])
    func pathsThatNoFieldHasAreRefused(_ path: String) { #expect(SplunkField(path: path) == nil) }

    @Test(arguments: [
        (1_793_577_600_000_000_000, "1793577600"), (1_793_577_600_250_000_000, "1793577600.25"),
        (1_793_577_600_000_000_001, "1793577600.000000001"),
    ])
    func timesAreSecondsWithDecimals(_ nanoseconds: Int64, _ text: String) {
        #expect(SplunkQuery.seconds(nanoseconds) == text)
    }
}

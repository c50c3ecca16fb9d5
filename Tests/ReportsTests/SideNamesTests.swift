import AuditModel
import Testing

@testable import Reports

@Suite struct SideNamesTests {
    @Test(arguments: [
        ("Fixtures/a/authority.ndjson.gz", "Fixtures/a/siem.csv", "authority.ndjson.gz", "siem.csv"),
        ("archive/m365", "elastic", "m365", "elastic"),
        ("source/events.ndjson", "siem/events.ndjson", "source/events.ndjson", "siem/events.ndjson"),
        ("a/b/x.csv", "x.csv", "b/x.csv", "x.csv"), ("", "-", "", "-"),
    ]) func shortestThatDiffers(authority: String, siem: String, shownAuthority: String, shownSIEM: String) {
        var report = AuditReport()
        (report.authority.name, report.siem.name) = (authority, siem)
        let names = SideNames(report)
        #expect([names.authority, names.siem] == [shownAuthority, shownSIEM])
    }
}

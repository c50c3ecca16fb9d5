import ByteScan
import Testing

struct TimeColumnNameTests {
    @Test(arguments: [
        ("TimeGenerated [UTC]", "TimeGenerated", "UTC"), ("Created [Europe/Berlin]", "Created", "Europe/Berlin"),
        ("Created [UTC+02:00]", "Created", "UTC+02:00"), ("TimeGenerated [Local Time]", "TimeGenerated", "Local Time"),
        (" TimeGenerated  [ UTC ] ", "TimeGenerated", "UTC"), ("TimeGenerated", "TimeGenerated", nil),
        ("Created []", "Created", nil), ("Date (UTC)", "Date (UTC)", "UTC"), ("Time (local)", "Time (local)", nil),
        ("list[0]", "list", "0"), ("a] b", "a] b", nil), ("", "", nil), ("[UTC]", "", "UTC"),
    ])
    func aHeaderIsTakenApart(_ header: String, _ base: String, _ zone: String?) {
        let name = TimeColumnName(splitting: header)
        #expect(name.base == base && name.zoneText == zone)
    }
}

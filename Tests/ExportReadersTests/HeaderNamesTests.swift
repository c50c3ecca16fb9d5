import ExportReaders
import Testing

@Suite struct HeaderNamesTests {
    static let header = HeaderNames(cells: [
        "\u{FEFF}Date (UTC)", "Request ID", "Application ID ", "Autonomous system  number", "Incoming token type",
        "TimeGenerated [UTC]", "Incoming token type", "Operation (event.action)", "o365.audit.Id", "AuditData",
        "Start [Europe/Berlin]",
    ])

    @Test(
        arguments: [
            ("Date (UTC)", 0), ("date (utc)", 0), ("Request ID", 1), ("Application ID", 2),
            ("autonomous system number", 3),
            ("Incoming token type", 4), ("Incoming token type#2", 6), ("TimeGenerated", 5), ("TimeGenerated [UTC]", 5),
            ("Operation", nil), (#""event.action""#, 7), ("event.action", 7), ("o365.audit.Id", 8), ("AuditData:Id", 9),
            ("AuditData.Id", nil), ("nothing", nil),
        ] as [(String, Int?)])
    func findsColumns(_ path: String, _ index: Int?) throws {
        #expect(Self.header.column(for: try FieldPath(parsing: path))?.index == index)
    }

    @Test func namesAndEndings() {
        #expect(Self.header.names[6] == "Incoming token type#2")
        #expect(Self.header.names[0] == "Date (UTC)")
        #expect(Self.header.endings[5] == "UTC")
        #expect(Self.header.endings[10] == "Europe/Berlin")
        #expect(Self.header.endings[0] == nil)
    }

    @Test func theRestOfThePathIsInsideTheCell() throws {
        let found = Self.header.column(for: "AuditData:Id")
        #expect(found?.inside.steps == [.text, .key("Id")])
    }

    @Test(
        arguments: [
            (" a ", "a"), ("-", nil), ("'-", nil), (" ", nil), ("N/A", nil), ("null", nil), ("", nil),
            ("'=1+1", "=1+1"),
            ("'quoted'", "'quoted'"), ("2026-11-14T02:00:00.0000000Z ", "2026-11-14T02:00:00.0000000Z"), ("--", "--"),
        ] as [(String, String?)])
    func cellsLoseTheHabitsOfTheirWriters(_ cell: String, _ value: String?) {
        #expect(CellText.meaningful(Array(cell.utf8)) == value.map { Array($0.utf8) })
    }
}

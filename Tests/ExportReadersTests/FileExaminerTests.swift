import AuditModel
import ByteScan
import ExportReaders
import TestKit
import Testing

/// What is decided from a whole file although its head is looked at first.
@Suite struct FileExaminerTests {
    private static func rows(_ count: Int, _ date: String) -> String {
        (0..<count).map { "4b7a0000-0000-4000-8000-\(100_000_000_000 + $0),\(date) 02:00:00,Send,Exchange\n" }.joined()
    }

    private func examine(_ text: String) throws -> ExaminedFile {
        let folder = try ScratchFolder()
        try folder.write(text, to: "export.csv")
        let examiner = FileExaminer(side: .siem, format: nil, overrides: FieldOverrides())
        return try #require(try examiner.examine(path: folder.path + "/export.csv", name: "export.csv"))
    }

    /// Dates with how many rows each, then the order, or that it is refused.
    @Test(arguments: [
        ([(300, "11/11/2026"), (3, "11/12/2026")], DayOrder.undecided, true),
        ([(300, "11/12/2026"), (1, "11/13/2026")], .monthFirst, false),
        ([(300, "11/13/2026"), (300, "11/12/2026")], .monthFirst, false),
        ([(300, "11/13/2026"), (1, "13/11/2026")], .undecided, true),
        ([(300, "11/11/2026")], .undecided, false), ([(300, "2026-11-11")], .undecided, false),
    ])
    func orderOfDayAndMonthOfTheWholeFile(_ dates: [(Int, String)], _ order: DayOrder, _ isRefused: Bool) throws {
        let body = dates.map(Self.rows).joined()
        let examined = try examine("Id,CreationTime,Operation,Workload\n" + body)
        #expect(examined.file.plan.times.first?.reader.dayOrder == order)
        #expect((examined.ambiguousDay != nil) == isRefused)
    }

    @Test func theHeaderIsKnownByItsBytes() throws {
        let examined = try examine("\u{feff}\"Id\",CreationTime,Operation,Workload\r\n" + Self.rows(2, "2026-11-11"))
        #expect(examined.file.header == Array("\"Id\",CreationTime,Operation,Workload".utf8))
    }
}

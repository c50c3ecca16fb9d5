import AuditModel
import ExportReaders
import Testing

@Suite struct InspectionTextTests {
    static func inspection() throws -> ExportInspection {
        let test = try #require(PresetSample.all.first { $0.preset == "purview-csv" })
        var file = ExportInspection(path: "exports/audit\u{1B}.csv")
        file.layout = .csv
        file.dialect = CSVDialect.detect(head: Array(test.text.utf8))
        file.choice = try FieldChooser(sample: test.sample).choose()
        var counts = ExportInspection.Counts()
        (counts.records, counts.identified, counts.distinct, counts.truncated) = (50_000, 49_990, 49_000, 10)
        file.counts = counts
        (file.first, file.last) = (0, 86_400_000_000_000)
        return file
    }

    @Test func human() throws {
        let lines = InspectionText.human(try Self.inspection())
        #expect(
            lines == [
                #"exports/audit\u001b.csv"#,
                "  format     CSV, comma-separated, 8 columns, LF rows, UTF-8",
                "  preset     purview-csv: Purview audit search, exported as CSV",
                "  id         AuditData:Id   in 1 of 1 sampled records",
                "  id         RecordId   in 1 of 1 sampled records",
                "  time       AuditData:CreationTime   in 1 of 1 sampled records",
                "  time       CreationDate   in 1 of 1 sampled records",
                "  zone       UTC: times without a zone are UTC in this format",
                "  scope      Workload",
                "  because    preset purview-csv (Purview audit search, exported as CSV): 1 of 1 records show its signs",
                "  records    50,000, 49,990 with an id, 49,000 distinct, 10 cut short",
                "  times      1970-01-01T00:00:00Z to 1970-01-02T00:00:00Z",
            ])
    }

    @Test func plain() throws {
        let lines = InspectionText.plain(try Self.inspection())
        #expect(
            lines.contains(
                "inspect\texports/audit\\u001b.csv\trecords\t50000, 49990 with an id, 49000 distinct, 10 cut short"))
    }

    @Test func json() throws {
        let file = try Self.inspection()
        let text = file.json.text()
        #expect(text.contains(#""preset":"purview-csv""#) && text.contains(#""usable":true"#))
        #expect(text.contains(#""paths":["AuditData:Id"],"found":1,"of":1"#))
    }

    @Test func whatIsNotReadIsSaid() {
        var file = ExportInspection(path: "a.zip")
        file.refusal = FileSignature.zip.advice
        #expect(InspectionText.human(file).count == 2 && !file.isUsable)
    }
}

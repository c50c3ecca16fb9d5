import Testing

@testable import Simulators

struct CSVLineTests {
    @Test(arguments: [
        (["a", "b"], "a,b"), (["a,b", ""], "\"a,b\","), (["say \"no\""], "\"say \"\"no\"\"\""),
        (["a\r\nb"], "\"a\r\nb\""),
        (["\"\u{0301}"], "\"\"\"\u{0301}\""),
    ])
    func cellsAreQuotedWhereTheyMustBe(cells: [String], line: String) { #expect(CSVLine.text(cells) == line) }

    @Test func allCellsCanBeQuoted() { #expect(CSVLine.text(["a", ""], quotesAll: true) == "\"a\",\"\"") }
}

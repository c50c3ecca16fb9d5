import AuditModel
import ByteScan
import Testing

/// CSV rows that do not lie as their header says.
@Suite struct OddRowTests {
    private func read(
        _ text: String, idColumn: Int, escapesQuotes: Bool = false, usesKernels: Bool = true
    ) -> KeyExtractor {
        var plan = ExtractionPlan()
        plan.fields = [.cell(column: idColumn, [])]
        plan.ids = [[.init(field: 0)]]
        plan.columnCount = 3
        let extractor = KeyExtractor(
            plan: plan, separator: UInt8(ascii: ","), hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable(),
            escapesQuotes: escapesQuotes, usesKernels: usesKernels)
        extractor.begin(file: 0, header: Array("Id,Time,App".utf8))
        extractor.readRows(Array(text.utf8).span, at: 0)
        return extractor
    }

    private func hashes(_ ids: [String]) -> [IDHash?] {
        ids.map { IDHasher(key0: 1, key1: 2).hash(Array($0.utf8).span) }
    }

    @Test(arguments: [
        ("a,b,c\n", 2, ["c"]), ("a,b,x,c\n", 2, []), ("a,b,x,c\n", 0, ["a"]), ("a,b,c,d,e\n", 0, []),
        ("a,b,c,,\n", 2, ["c"]), ("a,b\n", 1, ["b"]), ("a,b", 1, []), ("a,b", 0, ["a"]), ("a,b\n", 2, []),
    ])
    func raggedRowsKeepOnlyCertainCells(_ row: String, _ idColumn: Int, _ ids: [String]) {
        let extractor = read(row, idColumn: idColumn)
        #expect(extractor.keys.map(\.hash) == hashes(ids) && extractor.tally.records == 1)
        #expect(extractor.tally.unidentified == 1 - ids.count)
    }

    @Test func theHeaderOnceMoreIsNoRecord() {
        let extractor = read("a,1,x\nId,Time,App\r\n\u{feff}Id,Time,App\nb,2,y\n", idColumn: 0)
        #expect(extractor.keys.map(\.hash) == hashes(["a", "b"]))
        #expect(extractor.tally.records == 2 && extractor.tally.repeatedHeaders == 2)
    }

    @Test func quotesBehindBackslashes() {
        let text = "\"say \\\"x, y\\\" \\n\",2,a\n\"l\\\"\nm\",2,\"b\\\"\"\n"
        let extractor = read(text, idColumn: 2, escapesQuotes: true)
        #expect(extractor.keys.map(\.hash) == hashes(["a", "b\""]) && extractor.tally.ragged == 0)
        let cells = CSVRow.texts(Array(text.utf8).span.extracting(0..<24), separator: 0x2C, escapesQuotes: true)
        #expect(cells.first == Array("say \"x, y\" \\n".utf8))
    }

    @Test(
        arguments: [
            ("a,\"Re,x\nb,1,y\nc,\"Re,z\n", 1), ("a,\"x\ny\",z\n", 0), ("a,\"x\"y,z\n", 0),
            ("a,\"x \"\"q,r\"\"\",z\n", 0),
            ("a,\"x,y\"z,w\n", 1), ("a,b \"x,y\" c,d\n", 0), ("a,\"\(String(repeating: "x", count: 61)),\"y,z\n", 1),
        ], [true, false])
    func quotesThatSwallowedCellsAreNoticed(_ test: (text: String, count: Int), _ usesKernels: Bool) {
        #expect(read(test.text, idColumn: 0, usesKernels: usesKernels).tally.openQuotes == test.count)
    }
}

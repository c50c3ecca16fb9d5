import ByteScan
import FileAccess
import TestKit

/// All that an extractor says about one block, as text that can be compared.
struct ScanSnapshot: Equatable {
    let keys: [String]
    let tally: String
    let irregular: [IrregularRecord]

    enum Kind: CaseIterable { case lines, values, rows }

    init(_ text: [UInt8], _ kind: Kind, usesKernels: Bool, separator: UInt8 = UInt8(ascii: ",")) {
        let extractor = KeyExtractor(
            plan: kind == .rows ? Self.rowPlan : Self.recordPlan, separator: kind == .rows ? separator : nil,
            hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable(), usesKernels: usesKernels)
        extractor.begin(file: 0)
        switch kind {
        case .lines: extractor.readLines(text.span, at: 7)
        case .values:
            let cutter = ValueCutter(forms: [])
            _ = cutter.advance(text.span)
            _ = cutter.finish(text.span)
            extractor.readValues(text.span, ranges: cutter.takeRanges(before: text.count) ?? [], at: 7)
        case .rows: extractor.readRows(text.span, at: 7)
        }
        keys = extractor.keys.map { "\($0)" }
        tally = "\(extractor.tally)"
        irregular = extractor.irregular
    }

    private static let recordPlan: ExtractionPlan = {
        let paths: [[PathStep]] = [
            [.key("Id")], [.key("id")], [.key("CreationTime")], [.key("createdDateTime")], [.key("Workload")],
            [.key("a"), .key("b")], [.key("a"), .item(1), .key("c")], [.key("a"), .item(0), .item(2)],
            [.key("AuditData"), .text, .key("Id")], [.key("_raw"), .text, .key("Id")],
            [.key("AuditData"), .text, .key("CreationTime")], [.key("_source"), .key("event"), .key("id")],
            [.key("_source"), .key("o365"), .key("audit"), .key("Id")],
            [.key("result"), .key("_raw"), .text, .key("Id")],
        ]
        var plan = ExtractionPlan()
        plan.fields = paths.map { .json($0) }
        plan.ids = [0, 1, 8, 9, 11, 12, 13, 6, 7, 5].map { [.init(field: $0)] }
        plan.times = [2, 3, 10].map { .init(field: $0, reader: TimestampReader(zone: .utc)) }
        plan.scopes = [4]
        plan.cutIDKeys = ["Id", "id"]
        plan.cutTimeKeys = ["CreationTime"]
        return plan
    }()

    private static let rowPlan: ExtractionPlan = {
        var plan = ExtractionPlan()
        for column in 0..<12 {
            plan.fields.append(.cell(column: column, []))
            plan.fields.append(.cell(column: column, [.key("Id")]))
            plan.ids.append([.init(field: 2 * column + 1)])
        }
        plan.ids.append([.init(field: 0), .init(field: 2)])
        plan.ids.append([.init(field: 4)])
        plan.times = [2, 4, 6].map { .init(field: $0, reader: TimestampReader(zone: .utc)) }
        plan.cutIDKeys = ["Id", "id"]
        plan.cutTimeKeys = ["CreationTime"]
        plan.columnCount = 12
        return plan
    }()
}

/// Texts to scan.
enum ScanTexts {
    /// The unpacked bytes of a file, at most a mebibyte, as they are read.
    static func unpacked(_ path: String) throws -> [UInt8] {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: 1 << 20)
        while try buffer.count < 1 << 20 && input.read(into: buffer, upTo: 1 << 20) > 0 {}
        return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    // A file that is gone is no text.
    static let fixtures: [[UInt8]] = FixtureTexts.files.compactMap { try? unpacked($0) }

    static let crafted: [String] = [
        #"{"Id":"a","CreationTime":"2026-11-14T02:00:01Z","a":{"b":1}}"#,
        #"{"a.b":"joined","Id":null,"id":"","AuditData":"{\"Id\":\"x\\u0041\",\"CreationTime\":\"2026-11-14T02:00:01\"}"}"#,
        #"{"a":[["p","q","r"],{"c":"deep","c":"second"}],"x":[1,2,{"y":[]}]}"#,
        #"{"AuditData":"{\"Id\":\"x\",\"Cut","Id":"kept"}"#, #"{"Id":"kept","AuditData":"no JSON"}"#,
        #"{"\u0049d":"escaped key","CreationTime":1763085601}"#, #"{"Id":{"o":1},"id":["first",2]}"#,
        #"<14>1 host app - {"Id":"prefixed"}"#, #"{"Id":12345678901234567890,"id":1.0e5}"#,
        "{\"Id\":\"tab\there\"}", "{\"Id\":\"\u{e9}\"}", "", " ", "null", "{}", "[]", "[1,2]", "{\"Id\":\"open",
        "\"\\\"",
        "{\"Id\":\"a\"}x", "{\"Id\":\"a\"}{\"Id\":\"b\"}", "\\", "\\\"{", "{\u{c}}", "{\"a\":1\u{1a}\"b\":2}",
        "1,\"{\"\"Id\"\":\"\"q\"\"}\",2026-11-14T02:00:01Z\r\n\"a\nb\",c\"d\"\"e,\"\"\"\"\r\n", "\"", "\"\"", "\"\"\"",
        ",,,\n\n\r\n",
    ]
}

package import ByteScan

/// All that an extractor says about one block, as text that can be compared.
package struct ScanSnapshot: Equatable {
    /// How the block's records lie.
    package enum Kind: CaseIterable, Sendable { case lines, values, rows }

    package let keys: [String]
    package let tally: String
    package let irregular: [IrregularRecord]

    /// Reads a block with the kernels or without.
    package init(_ text: [UInt8], _ kind: Kind, usesKernels: Bool, separator: UInt8 = UInt8(ascii: ",")) {
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
        plan.cutIDs = [0, 8, 9, 12, 13, 1, 11]
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
        plan.cutIDs = (0..<12).map { 2 * $0 + 1 }
        plan.columnCount = 12
        return plan
    }()
}

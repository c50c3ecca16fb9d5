package import ByteScan

/// Turns chosen fields into what the scanner takes from each record.
package struct PlanBuilder {
    private let header: HeaderNames?
    private let isCSV: Bool
    private var numbers: [ExtractionPlan.Address: Int] = [:]
    private var plan = ExtractionPlan()

    /// - Parameters:
    ///   - header: columns of a CSV file or of a table's rows; nil for JSON objects.
    ///   - isCSV: whether rows are CSV, not JSON arrays.
    ///   - plan: what is taken already.
    package init(header: HeaderNames?, isCSV: Bool, plan: ExtractionPlan = ExtractionPlan()) {
        self.header = header
        self.isCSV = isCSV
        self.plan = plan
        self.plan.columnCount = header?.count ?? 0
        for (number, address) in plan.fields.enumerated() { numbers[address] = number }
    }

    /// The plan for a choice.
    ///
    /// - Parameter reader: how a time field's values are read.
    package mutating func plan(
        for choice: FieldChoice, reader: (TimeField) -> TimestampReader
    ) -> ExtractionPlan {
        for id in choice.ids.map(\.field) + choice.spareIDs {
            let parts = id.parts.compactMap { part in
                field(part.path).map {
                    ExtractionPlan.IDPart(field: $0, time: part.isTime ? reader(.utc(part.path)) : nil)
                }
            }
            if parts.count == id.parts.count { plan.ids.append(parts) }
        }
        for time in Self.times(of: choice) {
            guard let number = field(time.path) else { continue }
            plan.times.append(ExtractionPlan.TimeField(field: number, reader: reader(time)))
        }
        plan.scopes = choice.scope?.paths.compactMap { field($0) } ?? []
        guard let preset = choice.preset else { return plan }
        plan.payload = preset.payload.flatMap { field($0) }
        plan.previews = preset.preview.flatMap { condition($0) }.map { [$0] } ?? []
        plan.endMark = preset.endMark.flatMap { condition($0) }
        plan.cutMark = preset.cutMark.flatMap { condition($0) }
        plan.eventCount = preset.eventCount.flatMap { field($0) }
        plan.controls = preset.controls.compactMap { field($0) }
        let single = (choice.ids.map(\.field) + choice.spareIDs).filter { $0.parts.count == 1 }
        plan.cutIDs = preset.cutKeys.flatMap { key in
            single.map(\.parts[0].path).filter { $0.lastKey == key }.compactMap { field($0) }
        }
        if preset.traits.contains(.cellCap) { plan.cellCap = isCSV ? 32_767 : nil }
        return plan
    }

    /// The times to try, in order; those of another meaning only where the sample has no other.
    private static func times(of choice: FieldChoice) -> [TimeField] {
        let found = choice.times.map(\.field)
        guard found.contains(where: { !$0.isSubstitute }) else { return found + choice.spareTimes }
        return (found + choice.spareTimes).filter { !$0.isSubstitute }
    }

    /// A condition whose fields are added to the plan; nil when none of the paths can exist in the file.
    package mutating func condition(
        _ paths: [FieldPath], value: [UInt8], in plan: inout ExtractionPlan
    ) -> ExtractionPlan.Condition? {
        self.plan = plan
        let fields = paths.compactMap { field($0) }
        plan = self.plan
        guard !fields.isEmpty else { return nil }
        return ExtractionPlan.Condition(fields: fields, value: value)
    }

    /// Adds a field to the plan; nil when the path's column is not in the file.
    package mutating func addField(_ path: FieldPath, to plan: inout ExtractionPlan) -> Int? {
        self.plan = plan
        let number = field(path)
        plan = self.plan
        return number
    }

    private mutating func condition(_ test: FieldValueTest) -> ExtractionPlan.Condition? {
        field(test.path).map { ExtractionPlan.Condition(fields: [$0], value: Array(test.value.utf8)) }
    }

    private mutating func field(_ path: FieldPath) -> Int? {
        guard let address = address(path) else { return nil }
        if let known = numbers[address] { return known }
        plan.fields.append(address)
        numbers[address] = plan.fields.count - 1
        return plan.fields.count - 1
    }

    private func address(_ path: FieldPath) -> ExtractionPlan.Address? {
        guard let header else { return .json(path.steps.map(\.step)) }
        guard let (index, inside) = header.column(for: path) else { return nil }
        if isCSV { return .cell(column: index, inside.steps.dropFirst().map(\.step)) }
        return .json([.item(index)] + inside.steps.map(\.step))
    }
}

extension FieldPath {
    /// The last key, to be looked for in what is left of a cut record.
    fileprivate var lastKey: String? {
        for step in steps.reversed() {
            if case .key(let name) = step { return name }
        }
        return nil
    }
}

extension FieldPath.Step {
    fileprivate var step: PathStep {
        switch self {
        case .key(let name): .key(name)
        case .index(let number): .item(number)
        case .text: .text
        }
    }
}

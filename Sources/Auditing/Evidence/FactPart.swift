import ByteScan
import Diagnosis
import ExportReaders

/// What a part of the chosen events is like, with the values of their fields numbered anew.
struct FactPart: Sendable {
    /// The values of one column, numbered in the order in which they were first seen.
    struct Column: Sendable {
        var values = TextTable()
        var codes: [UInt32] = []
    }

    private(set) var size: [UInt32] = []
    private(set) var shape: [RecordShape] = []
    private(set) var available: [Int64] = []
    /// By the place of the column's name among all; one that no event has is without codes.
    private(set) var columns = [Column](repeating: Column(), count: PresetColumn.allCases.count)

    /// Values of more bytes are cut: only what they begin with is looked at.
    private static let longestValue = 200

    /// Adds an event.
    mutating func add(size: UInt32, shape: RecordShape, available: Int64) {
        self.size.append(size)
        self.shape.append(shape)
        self.available.append(available)
    }

    /// Sets the value of a column, given by its place, of the event added last.
    ///
    /// Events added before without a value have none in this column.
    mutating func addValue(_ value: Span<UInt8>, to place: Int) {
        columns[place].add(value.extracting(first: Self.longestValue), asEvent: size.count - 1)
    }
}

extension FactPart.Column {
    fileprivate mutating func add(_ value: Span<UInt8>, asEvent number: Int) {
        while codes.count < number { codes.append(0) }
        if let last = codes.last, values.holds(value, at: last) {
            codes.append(last)
        } else {
            codes.append(values.number(of: value))
        }
    }
}

/// Brings the parts of the chosen events together.
struct FactMerger {
    /// The most values a column tells apart.
    private static let mostValues = 4_096
    /// The value that stands for all beyond the bound.
    static let overflow = "…"

    /// The values of one column, and the code of all beyond the bound.
    fileprivate struct Column {
        var values = TextTable()
        var codes: [UInt32] = []
        var hasOverflow = false
    }

    private var merged = EventFacts()
    /// By the place of the column's name among all; one that no event has is without codes.
    private var columns = [Column](repeating: Column(), count: PresetColumn.allCases.count)

    init(_ marks: [EventMark], population: Int) {
        merged.population = population
        merged.time = marks.map(\.time)
        merged.entry = marks.map(\.entry)
        merged.scope = marks.map(\.scope)
        merged.position = marks.map(\.position)
    }

    /// Adds the next part.
    mutating func add(_ part: FactPart) {
        let before = merged.size.count
        merged.size += part.size
        merged.shape += part.shape
        merged.available += part.available
        for place in columns.indices {
            guard !part.columns[place].codes.isEmpty || !columns[place].codes.isEmpty else { continue }
            columns[place].add(part.columns[place], after: before)
            let missing = merged.size.count - columns[place].codes.count
            columns[place].codes.append(contentsOf: repeatElement(0, count: missing))
        }
    }

    /// All events.
    var facts: EventFacts {
        var facts = merged
        facts.fields = zip(PresetColumn.allCases, columns).compactMap { name, column in
            column.codes.isEmpty ? nil : column.field(name.rawValue)
        }
        return facts
    }
}

extension FactMerger.Column {
    fileprivate mutating func add(_ part: FactPart.Column, after before: Int) {
        codes.append(contentsOf: repeatElement(0, count: before - codes.count))
        let known = (0..<UInt32(part.values.count)).map { code(part.values[$0].span) }
        codes += part.codes.map { known[Int($0)] }
    }

    private mutating func code(_ value: Span<UInt8>) -> UInt32 {
        if let number = values.find(value) { return number }
        guard values.count > FactMerger.mostValues else { return values.number(of: value) }
        hasOverflow = true
        return UInt32(values.count)
    }

    fileprivate func field(_ name: String) -> FieldColumn {
        var field = FieldColumn(name: name)
        field.values = (0..<UInt32(values.count)).map { String(decoding: values[$0], as: UTF8.self) }
        if hasOverflow { field.values.append(FactMerger.overflow) }
        field.codes = codes
        return field
    }
}

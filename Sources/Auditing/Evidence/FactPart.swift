import Diagnosis
import ExportReaders

/// What a part of the chosen events is like, with the values of their fields numbered anew.
struct FactPart: Sendable {
    /// The values of one column and their numbers, in the order in which they were first seen.
    struct Column: Sendable {
        var numbers: [[UInt8]: UInt32] = [[]: 0]
        var values: [[UInt8]] = [[]]
        var codes: [UInt32] = []
    }

    private(set) var size: [UInt32] = []
    private(set) var shape: [RecordShape] = []
    private(set) var available: [Int64] = []
    private(set) var columns: [PresetColumn: Column] = [:]

    /// Values of more bytes are cut, at a character: only what they begin with is looked at.
    private static let longestValue = 200

    /// Adds an event.
    mutating func add(size: UInt32, shape: RecordShape, available: Int64) {
        self.size.append(size)
        self.shape.append(shape)
        self.available.append(available)
    }

    /// Sets the value of a column of the event added last.
    mutating func addValue(_ value: [UInt8], to name: PresetColumn) {
        let value = value.count <= Self.longestValue ? value : Array(value.prefix(Self.longestValue))
        var column = columns.removeValue(forKey: name) ?? Column()
        while column.codes.count + 1 < size.count { column.codes.append(0) }
        if let number = column.numbers[value] {
            column.codes.append(number)
        } else {
            column.numbers[value] = UInt32(column.values.count)
            column.codes.append(UInt32(column.values.count))
            column.values.append(value)
        }
        columns[name] = column
    }

    /// Gives events of files without a column no value in it.
    mutating func fillColumns() {
        for name in columns.keys where columns[name, default: Column()].codes.count < size.count {
            columns[name, default: Column()].codes.append(0)
        }
    }
}

/// Brings the parts of the chosen events together.
struct FactMerger {
    /// The most values a column tells apart.
    private static let mostValues = 4_096
    private static let overflow = "…"

    private var merged = EventFacts()
    private var columns: [PresetColumn: (column: FieldColumn, numbers: [[UInt8]: UInt32])] = [:]

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
        for name in PresetColumn.allCases {
            guard part.columns[name] != nil || columns[name] != nil else { continue }
            var (column, numbers) = columns.removeValue(forKey: name) ?? (FieldColumn(name: name.rawValue), [[]: 0])
            column.codes += [UInt32](repeating: 0, count: before - column.codes.count)
            if let added = part.columns[name] {
                let codes = added.values.map { Self.code($0, &column, &numbers) }
                column.codes += added.codes.map { codes[Int($0)] }
            }
            column.codes += [UInt32](repeating: 0, count: merged.size.count - column.codes.count)
            columns[name] = (column, numbers)
        }
    }

    /// All events.
    var facts: EventFacts {
        var facts = merged
        facts.fields = PresetColumn.allCases.compactMap { columns[$0]?.column }
        return facts
    }

    private static func code(
        _ value: [UInt8], _ column: inout FieldColumn, _ numbers: inout [[UInt8]: UInt32]
    ) -> UInt32 {
        if let number = numbers[value] { return number }
        let isFull = column.values.count > mostValues
        if isFull, column.values.last != overflow { column.values.append(overflow) }
        let number = UInt32(isFull ? column.values.count - 1 : column.values.count)
        if !isFull {
            column.values.append(String(decoding: value, as: UTF8.self))
            numbers[value] = number
        }
        return number
    }
}

import ByteScan
import Diagnosis
import ExportReaders

/// What a part of the chosen events is like, with the values of their fields numbered anew.
struct FactPart: Sendable {
    /// The values of one column and their numbers, in the order in which they were first seen.
    struct Column: Sendable {
        var numbers = [ByteText([]): UInt32(0)]
        var values = [ByteText([])]
        var codes: [UInt32] = []
    }

    private(set) var size: [UInt32] = []
    private(set) var shape: [RecordShape] = []
    private(set) var available: [Int64] = []
    /// By the place of the column's name among all; nil for a column that no event has.
    private(set) var columns = [Column?](repeating: nil, count: PresetColumn.allCases.count)

    /// Values of more bytes are cut, at a character: only what they begin with is looked at.
    private static let longestValue = 200

    /// Adds an event.
    mutating func add(size: UInt32, shape: RecordShape, available: Int64) {
        self.size.append(size)
        self.shape.append(shape)
        self.available.append(available)
    }

    /// Sets the value of a column, given by its place, of the event added last.
    mutating func addValue(_ value: [UInt8], to place: Int) {
        let value = value.count <= Self.longestValue ? value : Array(value.prefix(Self.longestValue))
        var column = columns[place] ?? Column()
        columns[place] = nil
        while column.codes.count + 1 < size.count { column.codes.append(0) }
        column.codes.append(column.number(of: ByteText(value)))
        columns[place] = column
    }

    /// Gives events of files without a column no value in it.
    mutating func fillColumns() {
        for place in columns.indices {
            guard let count = columns[place]?.codes.count, count < size.count else { continue }
            columns[place]?.codes.append(0)
        }
    }
}

extension FactPart.Column {
    /// The number of a value, a new one where it was not seen before.
    fileprivate mutating func number(of value: ByteText) -> UInt32 {
        if let last = codes.last, values[Int(last)].bytes == value.bytes { return last }
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        numbers[value] = number
        values.append(value)
        return number
    }
}

/// Brings the parts of the chosen events together.
struct FactMerger {
    /// The most values a column tells apart.
    private static let mostValues = 4_096
    /// The value that stands for all beyond the bound.
    static let overflow = "…"

    private var merged = EventFacts()
    private var columns = [(column: FieldColumn, numbers: [ByteText: UInt32])?](
        repeating: nil, count: PresetColumn.allCases.count)

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
        for (place, name) in PresetColumn.allCases.enumerated() {
            guard part.columns[place] != nil || columns[place] != nil else { continue }
            var (column, numbers) = columns[place] ?? (FieldColumn(name: name.rawValue), [ByteText([]): 0])
            columns[place] = nil
            column.codes += [UInt32](repeating: 0, count: before - column.codes.count)
            if let added = part.columns[place] {
                let codes = added.values.map { Self.code($0, &column, &numbers) }
                column.codes += added.codes.map { codes[Int($0)] }
            }
            column.codes += [UInt32](repeating: 0, count: merged.size.count - column.codes.count)
            columns[place] = (column, numbers)
        }
    }

    /// All events.
    var facts: EventFacts {
        var facts = merged
        facts.fields = columns.compactMap { $0?.column }
        return facts
    }

    private static func code(
        _ value: ByteText, _ column: inout FieldColumn, _ numbers: inout [ByteText: UInt32]
    ) -> UInt32 {
        if let number = numbers[value] { return number }
        let isFull = column.values.count > mostValues
        if isFull, column.values.last != overflow { column.values.append(overflow) }
        let number = UInt32(isFull ? column.values.count - 1 : column.values.count)
        if !isFull {
            column.values.append(String(decoding: value.bytes, as: UTF8.self))
            numbers[value] = number
        }
        return number
    }
}

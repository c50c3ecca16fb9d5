import ByteScan
import ExportReaders

/// What lists show of a record: its line in a record file, and the content by which repeats are compared.
struct RecordTexts {
    private let examined: ExaminedFile

    init(_ examined: ExaminedFile) { self.examined = examined }

    /// The record as one line of JSON: JSON without white space between tokens; of a CSV row the preset's JSON cell if it
    /// is whole, else an object of header and text; of a table's row such an object too; anything else as a JSON string.
    ///
    /// - Parameter isWholeObject: whether the record is known to be one whole JSON object.
    func line(_ record: Span<UInt8>, isWholeObject: Bool) -> [UInt8] {
        if isWholeObject { return JSONCompactor.compacted(record) }
        if let separator = examined.file.separator {
            let cells = CSVRow.texts(record, separator: separator, escapesQuotes: examined.file.escapesQuotes)
            return jsonCell(cells) ?? object(cells.map { .string($0) })
        }
        guard let tree = try? JSONTree(parsing: record, depthLimit: 100_000) else {
            // What is cut cannot stand as JSON of its own; nothing of it is lost.
            return JSONTree.string(record.indices.map { record[$0] }).compactBytes
        }
        if let header = examined.header, let elements = tree.elements, elements.count <= header.count {
            return object(elements)
        }
        return JSONCompactor.compacted(record)
    }

    /// The event inside its wrapper in canonical form; the record's own bytes when it cannot be parsed.
    func content(_ record: Span<UInt8>) -> [UInt8] {
        let whole = record.indices.map { record[$0] }
        for wrapper in examined.choice.preset?.wrappers ?? [] {
            if let event = event(wrapper, record) { return event.canonicalBytes }
        }
        if examined.file.separator != nil { return whole }
        guard let tree = try? JSONTree(parsing: whole) else { return whole }  // a cut record is compared byte for byte
        return withoutCopyKeys(tree).canonicalBytes
    }

    private func withoutCopyKeys(_ tree: JSONTree) -> JSONTree {
        let keys = (examined.choice.preset?.copyKeys ?? []).map { Array($0.utf8) }
        guard !keys.isEmpty, let members = tree.members else { return tree }
        return .object(members.filter { !keys.contains($0.name) })
    }

    private func event(_ wrapper: FieldPath, _ record: Span<UInt8>) -> JSONTree? {
        guard let header = examined.header else {
            guard let tree = try? JSONTree(parsing: record) else { return nil }  // compared byte for byte then
            return tree.value(at: wrapper)
        }
        guard let (index, inside) = header.column(for: wrapper) else { return nil }
        let cells = cells(record)
        guard index < cells.count, inside.steps.first == .text else { return nil }
        return JSONTree.held(in: cells[index])?.value(at: FieldPath(Array(inside.steps.dropFirst())))
    }

    private func cells(_ record: Span<UInt8>) -> [[UInt8]] {
        if let separator = examined.file.separator {
            return CSVRow.texts(record, separator: separator, escapesQuotes: examined.file.escapesQuotes)
        }
        let elements = (try? JSONTree(parsing: record))?.elements ?? []  // a broken row has no cells
        return elements.map { $0.scalarBytes ?? $0.compactBytes }
    }

    /// The text of the cell that holds the event, if it is one whole JSON object.
    private func jsonCell(_ cells: [[UInt8]]) -> [UInt8]? {
        guard let header = examined.header else { return nil }
        for wrapper in examined.choice.preset?.wrappers ?? [] {
            guard let (index, inside) = header.column(for: wrapper), inside.steps == [.text], index < cells.count else {
                continue
            }
            let cell = cells[index]
            guard let start = cell.firstIndex(of: UInt8(ascii: "{")) else { continue }
            let text = Array(cell[start...])
            // A cell that does not parse is no object; the row is taken then.
            if (try? JSONTree(parsing: text))?.members != nil { return JSONCompactor.compacted(text.span) }
        }
        return nil
    }

    private func object(_ values: [JSONTree]) -> [UInt8] {
        let names = examined.header?.names ?? []
        let members = values.enumerated().map { index, value in
            JSONTree.Member(name: Array((index < names.count ? names[index] : "column\(index + 1)").utf8), value: value)
        }
        return JSONTree.object(members).compactBytes
    }
}

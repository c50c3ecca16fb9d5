/// Reads single records again, for lists and samples; not for the hot path.
package final class RecordDescriber {
    private let extractor: KeyExtractor
    private let isRows: Bool

    /// - Parameters:
    ///   - separator: the CSV separator; nil for JSON records.
    ///   - escapesQuotes: whether a quote in a quoted CSV cell is written `\"`.
    package init(plan: ExtractionPlan, separator: UInt8?, escapesQuotes: Bool = false) {
        isRows = separator != nil
        extractor = KeyExtractor(
            plan: plan, separator: separator, hasher: IDHasher(key0: 0, key1: 0), scopes: ScopeTable(),
            escapesQuotes: escapesQuotes)
    }

    /// Texts of the record's fields, by the plan's field numbers; nil where a field is absent.
    ///
    /// JSON escapes are decoded, and CSV cells are without their quotes.
    package func texts(of record: Span<UInt8>) -> [[UInt8]?] {
        scan(record)
        return extractor.plan.fields.indices.map { extractor.text($0) }
    }

    /// Looks at a record, whose fields can be asked for with ``withText(of:_:)`` while its bytes stand.
    package func look(at record: Span<UInt8>) { scan(record) }

    /// Lends the text of a field of the record looked at last, as ``texts(of:)`` gives it.
    package func withText<Result>(of field: Int, _ body: (Span<UInt8>) -> Result) -> Result? {
        guard extractor.hasText(field) else { return nil }
        let text = unsafe extractor.scratch.text(of: extractor.slots[field])
        // SAFETY: the text stands in the record or in the scratch, which keeps it until the next call.
        return unsafe body(Span(_unsafeElements: text))
    }

    /// The record's id as text, trimmed; the parts of a composite id are joined by `/`.
    ///
    /// Nil when it has none.
    package func idText(of record: Span<UInt8>) -> [UInt8]? {
        idParts(of: record).map { Array($0.joined(separator: [UInt8(ascii: "/")])) }
    }

    /// The parts of the record's id as text, each trimmed; nil when it has none.
    package func idParts(of record: Span<UInt8>) -> [[UInt8]]? {
        scan(record)
        for alternative in extractor.plan.ids {
            if alternative.count == 1 {
                let text = extractor.text(alternative[0].field).map(Self.trimmed) ?? []
                if text.isEmpty { continue }
                return [text]
            }
            let parts = alternative.map { extractor.text($0.field).map(Self.trimmed) }
            let known = parts.compactMap { $0 }.filter { !$0.isEmpty }
            if known.count == parts.count { return known }
        }
        return extractor.cutIDText(record).map { [$0] }
    }

    /// The numbers of the plan's watches that the record looked at last belongs to.
    package var watches: [Int] {
        extractor.plan.watches.indices.filter { extractor.plan.watches[$0].allSatisfy(extractor.holds) }
    }

    /// A hash of the record's folds; 0 where the plan has none.
    package func fold(of record: Span<UInt8>) -> UInt32 {
        guard !extractor.plan.folds.isEmpty else { return 0 }
        scan(record)
        return extractor.fold
    }

    /// Whether the record looked at last is one whole JSON object.
    package var isWholeObject: Bool { !isRows && extractor.json.facts.isWhole && extractor.json.facts.isObject }

    private func scan(_ record: Span<UInt8>) {
        extractor.begin(file: 0)
        if isRows {
            extractor.takeOneRow(record)
        } else {
            extractor.takeOneValue(record)
        }
    }

    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        let start = text.firstIndex { !Byte.isSpace($0) } ?? text.endIndex
        let end = text.lastIndex { !Byte.isSpace($0) }.map { $0 + 1 } ?? start
        return Array(text[start..<max(start, end)])
    }
}

extension KeyExtractor {
    /// Fills the slots from one JSON record; white space around it does not matter.
    func takeOneValue(_ record: Span<UInt8>) {
        slots.clear()
        unsafe record.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            // SAFETY: the buffer's own bytes.
            unsafe json.scan(base, buffer.count)
        }
    }

    /// Fills the slots from one CSV row.
    func takeOneRow(_ record: Span<UInt8>) {
        guard let csv else { return }
        slots.clear()
        csv.beginRow()
        unsafe record.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let cells = unsafe CSVRow.cells(buffer, csv.marks)
            for (column, cell) in cells.enumerated() {
                // SAFETY: cells lie within the row.
                unsafe csv.take(column, base + cell.lowerBound, cell.count)
            }
            let end = cells.last?.upperBound ?? 0
            unsafe forgetShifted(csv, base, end, columns: cells.count, isOpen: false)
        }
    }

    /// A copy of a filled slot's text, or nil.
    func text(_ slot: Int) -> [UInt8]? {
        hasText(slot) ? unsafe Array(scratch.text(of: slots[slot])) : nil
    }

    /// Whether a slot is filled, if only by an empty text; null fills none.
    func hasText(_ slot: Int) -> Bool {
        let kind = slots[slot].kind
        return kind == .string || kind == .scalar || kind == .container
    }

    /// The id that stands whole in what is left of a cut record.
    func cutIDText(_ record: Span<UInt8>) -> [UInt8]? {
        unsafe record.withUnsafeBufferPointer { buffer in
            var text = unsafe FieldValue(base: buffer.baseAddress, count: buffer.count)
            if let csv { text = csv.hasBrokenText ? csv.broken : .absent }
            guard let base = unsafe text.base else { return nil }
            // SAFETY: the record's own bytes, or those of its cell.
            return unsafe cutTexts(plan.cutIDs, base, text.count).lazy.compactMap { $0 }.first
        }
    }
}

/// Fills the wanted fields from the cells of one CSV row.
@safe final class CSVCells {
    let marks: CSVMarks
    private let slots: FieldSlots
    /// For each column: the slot of its text, or -1, and the scanner of the JSON in it, or nil.
    private var columns: [(slot: Int, json: JSONFieldScanner?, scratch: ByteScratch)] = []
    private let cellCap: Int?

    /// Whether a JSON cell of the row is cut or not JSON.
    private(set) var hasBrokenText = false
    /// Whether a wanted cell has exactly as many characters as a spreadsheet keeps.
    private(set) var hasCappedCell = false
    /// The last row's JSON cell that is broken, for what is left of it.
    private(set) var broken = FieldValue.absent
    private(set) var brokenColumn = 0
    private(set) var facts = JSONFacts()

    init(plan: ExtractionPlan, slots: FieldSlots, marks: CSVMarks, usesKernels: Bool) {
        self.marks = marks
        self.slots = slots
        cellCap = plan.cellCap
        var inner: [Int: (paths: [[PathStep]], slots: [Int])] = [:]
        for (slot, address) in plan.fields.enumerated() {
            guard case .cell(let column, let steps) = address else { continue }
            while columns.count <= column { columns.append((-1, nil, ByteScratch())) }
            if steps.isEmpty {
                columns[column].slot = slot
            } else {
                inner[column, default: ([], [])].paths.append(steps)
                inner[column, default: ([], [])].slots.append(slot)
            }
        }
        for (column, wanted) in inner {
            let trie = FieldTrie(wanted.paths, slots: wanted.slots)
            columns[column].json = JSONFieldScanner(trie: trie, slots: slots, usesKernels: usesKernels)
        }
    }

    /// Forgets what was noticed about the last row.
    @inline(__always)
    func beginRow() {
        hasBrokenText = false
        hasCappedCell = false
        facts = JSONFacts()
    }

    /// Forgets a JSON cell that is broken: it may be another column's.
    func forgetBroken() { hasBrokenText = false }

    /// Takes the cell of column `column`, `count` bytes at `base` with its quotes.
    @inline(__always)
    func take(_ column: Int, _ base: UnsafePointer<UInt8>, _ count: Int) {
        guard column < columns.count, columns[column].slot >= 0 || columns[column].json != nil else { return }
        unsafe takeWanted(column, base, count)
    }

    private func takeWanted(_ column: Int, _ base: UnsafePointer<UInt8>, _ count: Int) {
        let wanted = columns[column]
        let text = unsafe plainText(base, count, wanted.scratch)
        guard text.count > 0, let start = unsafe text.base else { return }
        if let cellCap, unsafe CSVText.characters(start, text.count) == cellCap { hasCappedCell = true }
        if wanted.slot >= 0, unsafe !CSVText.isPlaceholder(start, text.count) {
            slots.fill(wanted.slot, CSVText.withoutFormulaGuard(text))
        }
        guard let json = wanted.json else { return }
        // SAFETY: the hit lies within the cell's text.
        guard let brace = unsafe ByteSearch.first(Byte.openBrace, start, text.count) else { return }
        unsafe json.scan(start + brace, CSVText.trimmedEnd(start, text.count) &- brace)
        if !json.facts.isWhole || json.facts.hasBrokenText {
            hasBrokenText = true
            (broken, brokenColumn) = (text, column)
        }
        guard json.facts.isWhole else { return }
        facts.hasHighBytes = facts.hasHighBytes || json.facts.hasHighBytes
        facts.hasControlBytes = facts.hasControlBytes || json.facts.hasControlBytes
    }

    /// The cell's text without its quotes, doubled quotes written once.
    private func plainText(_ base: UnsafePointer<UInt8>, _ count: Int, _ scratch: ByteScratch) -> FieldValue {
        var value = unsafe FieldValue(base: base, count: count, kind: .string)
        guard count > 0, unsafe base[0] == Byte.quote else { return value }
        // SAFETY: `inner` lies within the cell; the scratch has the room the copy asks for.
        let inner = unsafe base + 1
        let closed = unsafe count > 1 && base[count &- 1] == Byte.quote
        let length = closed ? count &- 2 : count &- 1
        unsafe value.base = inner
        value.count = length
        guard unsafe ByteSearch.first(Byte.quote, inner, length) != nil else { return value }
        let room = unsafe scratch.reserve(length &+ 64)
        value.count =
            unsafe marks.escapesQuotes
            ? CSVText.unescape(inner, length, into: room) : CSVText.undouble(inner, length, into: room)
        unsafe value.base = UnsafePointer(room)
        return value
    }
}

import AuditModel

extension KeyExtractor {
    /// The hash of an id that stands whole in what is left of a cut record.
    func cutID(_ base: UnsafePointer<UInt8>, _ count: Int) -> IDHash? {
        unsafe cutTexts(plan.cutIDs, base, count).lazy.compactMap { $0 }.compactMap(self.hashOfText).first
    }

    /// Whether what is left of a cut record shows that a filter leaves it out.
    func cutRecordIsFiltered(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for filter in plan.filters {
            if filter.fields.contains(where: { slots[$0].hasText }) {
                if holds(filter) { continue }
                return true
            }
            let texts = unsafe cutTexts(filter.fields, base, count)
            if let text = texts.lazy.compactMap({ $0 }).first, text != filter.value { return true }
        }
        return false
    }

    /// The time that stands whole in what is left of a cut record.
    func cutTime(_ base: UnsafePointer<UInt8>, _ count: Int) -> EventTime? {
        let texts = unsafe cutTexts(plan.times.map(\.field), base, count)
        return zip(plan.times, texts).lazy.compactMap { time, text in text.flatMap { time.reader.read($0.span) } }.first
    }

    /// The texts of fields as far as a cut record, or the cut JSON text of a row's cell, shows them.
    func cutTexts(_ fields: [Int], _ base: UnsafePointer<UInt8>, _ count: Int) -> [[UInt8]?] {
        guard !fields.isEmpty else { return [] }
        var (paths, places): ([[PathStep]], [Int]) = ([], [])
        for (place, field) in fields.enumerated() {
            switch plan.fields[field] {
            case .json(let steps): paths.append(steps)
            case .cell(let column, let steps):
                guard column == csv?.brokenColumn, !steps.isEmpty else { continue }
                paths.append(steps)
            }
            places.append(place)
        }
        // SAFETY: the caller gave `count` bytes.
        let record = unsafe CutRecord(Array(UnsafeBufferPointer(start: base, count: count)), paths: paths)
        var texts: [[UInt8]?] = fields.map { _ in nil }
        for (place, text) in zip(places, record.texts) { texts[place] = text }
        return texts
    }
}

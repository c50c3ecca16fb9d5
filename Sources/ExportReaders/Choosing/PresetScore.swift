/// How well one preset fits a sample.
struct PresetScore {
    let preset: Preset
    /// Records that show every needed sign and no ruling-out one.
    let fitting: Int
    /// Signs needed and hints seen, summed over the fitting records.
    let points: Int

    /// Scores a preset over records of one file.
    init(_ preset: Preset, over records: ArraySlice<SampleRecord>, of sample: FileSample) {
        let judge = SignJudge(sample: sample)
        self.preset = preset
        guard judge.mayFit(preset) else {
            (fitting, points) = (0, 0)
            return
        }
        var fitting = 0
        var points = 0
        for record in records where judge.fits(preset, record) {
            fitting += 1
            points += preset.bias + preset.needs.count * 2 + preset.hints.count { judge.shows($0, record) }
        }
        (self.fitting, self.points) = (fitting, points)
    }

    /// The presets that fit most of the records, the best first; equal ones in the table's order.
    static func ranked(_ presets: [Preset], over records: [SampleRecord], of sample: FileSample) -> [PresetScore] {
        // Fifty records say what a file is; all of them are looked at for the rates.
        let some = records.prefix(50)
        let scores = presets.map { PresetScore($0, over: some, of: sample) }
        return scores.enumerated().filter {
            $0.element.fitting * 2 > some.count || $0.element.fitting * 2 == some.count && some.count > 1
        }
        .sorted { left, right in
            left.element.points == right.element.points
                ? left.offset < right.offset : left.element.points > right.element.points
        }.map(\.element)
    }
}

/// Tells whether a record or its file shows a sign.
struct SignJudge {
    let sample: FileSample

    /// A quick look at the signs that belong to the file as a whole.
    func mayFit(_ preset: Preset) -> Bool {
        preset.needs.allSatisfy { ofFile($0) ?? true } && !preset.rejects.contains { ofFile($0) ?? false }
    }

    func fits(_ preset: Preset, _ record: SampleRecord) -> Bool {
        preset.needs.allSatisfy { shows($0, record) } && !preset.rejects.contains { shows($0, record) }
    }

    func shows(_ sign: PresetSign, _ record: SampleRecord) -> Bool {
        switch sign {
        case .anyOf(let paths): paths.contains { record.has($0) }
        case .value(let path, let values):
            text(record, path).map { values.map { $0.lowercased() }.contains($0) } ?? false
        case .shape(let path, let shape): record.scalar(at: path).map { ValueShape.has(shape, $0) } ?? false
        case .columnBegins, .fileName, .layout: ofFile(sign) ?? false
        }
    }

    private func text(_ record: SampleRecord, _ path: FieldPath) -> String? {
        record.scalar(at: path).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    /// The answer where the file as a whole gives it; nil where each record has to be asked.
    private func ofFile(_ sign: PresetSign) -> Bool? {
        switch sign {
        case .columnBegins(let texts):
            let names = sample.header?.names.map { $0.lowercased() } ?? []
            return texts.contains { text in names.contains { $0.hasPrefix(text.lowercased()) } }
        case .fileName(let texts):
            let name = sample.fileName.lowercased()
            return texts.contains { name.contains($0.lowercased()) }
        case .layout(let layouts): return layouts.contains(sample.layout)
        case .anyOf(let paths):
            guard let header = sample.header else { return nil }
            if paths.allSatisfy({ header.column(for: $0) == nil }) { return false }
            return nil
        case .value, .shape: return nil
        }
    }
}

import AuditModel

/// Chooses preset, id, time and scope of one file by looking at its first records.
package struct FieldChooser {
    private let sample: FileSample
    private let overrides: FieldOverrides
    private let looksLikeTime: ([UInt8]) -> Bool
    /// The sample's whole records.
    let records: [SampleRecord]
    private let brokenCount: Int

    /// Takes what is known about a file.
    ///
    /// - Parameter looksLikeTime: whether a value reads as a time; a plain test of its own unless given.
    package init(
        sample: FileSample, overrides: FieldOverrides = FieldOverrides(), looksLikeTime: (([UInt8]) -> Bool)? = nil
    ) {
        self.sample = sample
        self.overrides = overrides
        self.looksLikeTime = looksLikeTime ?? ValueShape.looksLikeTime
        (records, brokenCount) = SampleRecord.records(of: sample)
    }

    /// The choice.
    ///
    /// - Throws: ``FieldChoiceError`` when no id can be told and no other fields can stand in for one; what is known
    ///   all the same travels with it.
    package func choose() throws(FieldChoiceError) -> FieldChoice {
        var choice = FieldChoice()
        choice.sampled = records.count
        choice.broken = brokenCount
        choosePreset(for: &choice)
        try chooseIDs(for: &choice)
        try chooseTimes(for: &choice)
        chooseOthers(for: &choice)
        try settle(&choice)
        return choice
    }

    private func choosePreset(for choice: inout FieldChoice) {
        let ranked = PresetScore.ranked(PresetTable.all, over: records, of: sample)
        let tested = min(records.count, 50)
        choice.rivals = ranked.map { FieldChoice.Rival(name: $0.preset.name, fitting: $0.fitting, of: tested) }
        if let forced = overrides.preset {
            choice.preset = forced
            choice.rivals.removeAll { $0.name == forced.name }
            choice.reasons.append("preset \(forced.name): named by flag")
        } else if let best = ranked.first {
            choice.preset = best.preset
            choice.rivals.removeFirst()
            choice.reasons.append(
                "preset \(best.preset.name) (\(best.preset.title)): \(best.fitting) of \(tested) records show its signs"
            )
        } else if let empty = PresetTable.all.first(where: isEnd) {
            choice.preset = empty
            choice.reasons.append(
                "preset \(empty.name) (\(empty.title)): the file says that it ends, and holds no event")
        } else {
            choice.reasons.append("no preset fits")
        }
    }

    /// Whether the records are the end of such an export and nothing more.
    private func isEnd(of preset: Preset) -> Bool {
        guard let mark = preset.endMark, !hasEvents(preset) else { return false }
        return records.contains { $0.scalar(at: mark.path) == Array(mark.value.utf8) }
    }

    /// Whether a record holds more than control information.
    private func hasEvents(_ preset: Preset?) -> Bool {
        preset?.payload.map { payload in records.contains { $0.has(payload) } } ?? !records.isEmpty
    }

    // MARK: Ids

    private func chooseIDs(for choice: inout FieldChoice) throws(FieldChoiceError) {
        if !overrides.ids.isEmpty {
            let id = IDField(overrides.ids.map { IDField.Part(path: $0, isTime: false) })
            take([id], for: &choice)
            let flag = overrides.ids.map(\.description).joined(separator: ",")
            guard choice.identified > 0 || !hasEvents(choice.preset) else {
                throw failure(.notFound(flag: "an id", path: flag), choice)
            }
            choice.reasons.append("id \(flag): named by flag")
            return
        }
        if takeExpected(for: &choice) { return }
        take(choice.preset?.ids ?? [], for: &choice)
        if choice.identified == 0, choice.preset.map({ $0.traits.contains(.localised) }) ?? true {
            choosePortal(&choice)
        }
        if choice.identified == 0, choice.preset == nil { guessID(for: &choice) }
    }

    /// Takes the id of the other side's records where it is in nearly all of these and no preset knows better.
    ///
    /// - Returns: whether no other field can be the id.
    private func takeExpected(for choice: inout FieldChoice) -> Bool {
        guard let expected = overrides.expected, expected.isMade || choice.preset == nil else { return false }
        let id = IDField(expected.parts.map { IDField.Part(path: $0, isTime: false) })
        let found = records.count { $0.value(of: id) != nil }
        guard found > 0, found * 100 >= records.count * 95 else { return expected.isMade }
        take([id], for: &choice)
        choice.reasons.append("id \(id): the other side's")
        return true
    }

    /// Keeps the ids that occur, counts who has one and how many differ.
    private func take(_ ids: [IDField], for choice: inout FieldChoice) {
        choice.ids = ids.compactMap { id in
            let found = records.count { $0.value(of: id) != nil }
            return found > 0 ? FieldChoice.Rate(field: id, found: found, of: records.count) : nil
        }
        let used = Set(choice.ids.map(\.field))
        choice.spareIDs = ids.filter { !used.contains($0) }
        let values = records.compactMap { record in choice.ids.lazy.compactMap { record.value(of: $0.field) }.first }
        choice.identified = values.count
        choice.distinct = Set(values).count
    }

    private func guessID(for choice: inout FieldChoice) {
        let guess = FieldGuess(records: records, looksLikeTime: looksLikeTime)
        guard let best = guess.idCandidates().first(where: { $0.isConvincing(of: records.count) }) else { return }
        take([IDField(best.path)], for: &choice)
        choice.isGuess = true
        choice.reasons.append(
            "id \(best.path): guessed, \(best.found) of \(records.count) records have it, \(best.distinct) differ")
    }

    /// Portal headers in another language: a time first, and in the second column the GUIDs that differ most.
    private func choosePortal(_ choice: inout FieldChoice) {
        guard sample.layout == .csv, let names = sample.header?.names, names.count > 4, !records.isEmpty else { return }
        let columns = names.map { FieldPath([.key($0)]) }
        let distinctGUIDs = columns.map { column in
            Set(records.compactMap { $0.scalar(at: column) }.filter(ValueShape.isGUID)).count
        }
        let times = records.count { $0.scalar(at: columns[0]).map(looksLikeTime) ?? false }
        let most = distinctGUIDs.max() ?? 0
        guard times * 100 >= records.count * 95, distinctGUIDs[1] == most, most * 100 >= records.count * 95 else {
            return
        }
        let known = choice.preset ?? PresetTable.interactiveCSV
        choice.preset = known
        take([IDField(columns[1])], for: &choice)
        choice.times = [FieldChoice.Rate(field: .utc(columns[0]), found: times, of: records.count)]
        if overrides.preset == nil {
            choice.confirmation = "--siem-format \(known.name), or --siem-id and --siem-time"
        }
        choice.reasons.append(
            "headers in another language: the second column holds GUIDs that all differ, the first times")
    }

    // MARK: Times and the rest

    private func chooseTimes(for choice: inout FieldChoice) throws(FieldChoiceError) {
        if let time = overrides.time {
            takeTimes([TimeField(time, rule(for: time, choice.preset))], for: &choice)
            guard !choice.times.isEmpty || !hasEvents(choice.preset) else {
                throw failure(.notFound(flag: "a time", path: time.description), choice)
            }
            choice.reasons.append("time \(time): named by flag")
        } else if choice.times.isEmpty {
            takeTimes(choice.preset?.times ?? [], for: &choice)
            if choice.times.isEmpty, choice.preset == nil { guessTime(for: &choice) }
        }
        choice.zone = zone(of: choice.times.first?.field)
    }

    private func takeTimes(_ times: [TimeField], for choice: inout FieldChoice) {
        choice.times = times.compactMap { time in
            let found = records.count { $0.scalar(at: time.path).map(looksLikeTime) ?? false }
            return found > 0 ? FieldChoice.Rate(field: time, found: found, of: records.count) : nil
        }
        let used = Set(choice.times.map(\.field))
        choice.spareTimes = times.filter { !used.contains($0) }
    }

    private func guessTime(for choice: inout FieldChoice) {
        guard let path = FieldGuess(records: records, looksLikeTime: looksLikeTime).times().first else { return }
        takeTimes([.ask(path)], for: &choice)
        choice.reasons.append("time \(path): guessed, its values read as times")
    }

    private func rule(for time: FieldPath, _ preset: Preset?) -> ZoneDefault {
        preset?.times.first { $0.path == time }?.zone ?? .ask
    }

    private func zone(of time: TimeField?) -> FieldChoice.Zone {
        guard let time else { return FieldChoice.Zone(name: nil, source: .nobody, reason: "there is no time") }
        if let header = sample.header, let column = header.column(for: time.path), column.inside.steps.isEmpty,
            let ending = header.endings[column.index]
        {
            return FieldChoice.Zone(
                name: ending, source: .columnName, reason: "the column's name ends in [\(ending)]")
        }
        switch time.zone {
        case .utc:
            return FieldChoice.Zone(name: "UTC", source: .preset, reason: "times without a zone are UTC in this format")
        case .ask:
            if let zone = overrides.zone {
                return FieldChoice.Zone(
                    name: zone, source: .flag, reason: "times without a zone are \(zone): named by flag")
            }
            return FieldChoice.Zone(name: nil, source: .nobody, reason: "times without a zone could be any zone's")
        }
    }

    private func chooseOthers(for choice: inout FieldChoice) {
        guard let preset = choice.preset else {
            choice.match = overrides.match
            return
        }
        func present(_ paths: [FieldPath]) -> [FieldPath] {
            paths.filter { path in records.contains { $0.scalar(at: path) != nil } }
        }
        choice.available = present(preset.available).first
        choice.ingested = present(preset.ingested).first
        choice.scope = preset.scope.flatMap { scope in
            let paths = present(scope.paths)
            return paths.isEmpty ? nil : ScopeField(scope.name, paths)
        }
        choice.match = overrides.match.isEmpty ? present(preset.weakMatch) : overrides.match
    }

    // MARK: The end

    private func settle(_ choice: inout FieldChoice) throws(FieldChoiceError) {
        let guess = FieldGuess(records: records, looksLikeTime: looksLikeTime)
        addRates(to: &choice)
        if choice.preset?.traits.contains(.authDetails) ?? false { choice.marks.append(Self.authDetails) }
        if let wanted = choice.confirmation, overrides.ids.isEmpty {
            choice.reasons.append("to be confirmed by \(wanted)")
        }
        guard choice.identified == 0, hasEvents(choice.preset) else { return }
        if !choice.match.isEmpty {
            choice.marks.append(Self.weakMatch(choice.match))
        } else if overrides.expected?.isMade != true, isAggregated(choice, guess) {
            choice.marks.append(Self.aggregated)
        } else if !overrides.allowsNoIDs {
            throw failure(.noID, choice)
        }
    }

    /// Whether the preset's rows are sums, or rows of any shape that look like sums.
    private func isAggregated(_ choice: FieldChoice, _ guess: FieldGuess) -> Bool {
        guard let preset = choice.preset else { return guess.isAggregated() }
        return preset.traits.contains(.aggregated) || preset.payload != nil && guess.isAggregated()
    }

    private func addRates(to choice: inout FieldChoice) {
        for id in choice.ids {
            choice.reasons.append("id \(id.field): \(id.found) of \(id.of) records have it")
        }
        if choice.identified > 0 {
            choice.reasons.append(
                "\(choice.identified) of \(choice.sampled) records have an id, \(choice.distinct) differ")
        }
        for time in choice.times {
            choice.reasons.append("time \(time.field.path): \(time.found) of \(time.of) records have it")
        }
        if choice.times.isEmpty { choice.reasons.append("no field reads as the event's time") }
        choice.reasons.append("zone: \(choice.zone.reason)")
    }

    private static let authDetails = FieldChoice.Mark(
        code: .authDetails, message: "each row is a step of a sign-in, not a sign-in; use the file without AuthDetails",
        effect: .inconclusive)
    private static let aggregated = FieldChoice.Mark(
        code: .aggregated, message: "rows are sums over events and have no ids", effect: .inconclusive)

    private static func weakMatch(_ match: [FieldPath]) -> FieldChoice.Mark {
        let fields = match.map(\.description).joined(separator: ",")
        return FieldChoice.Mark(
            code: .weakMatch, message: "there is no id; records can only be compared by \(fields)",
            effect: .inconclusive)
    }

    private func failure(_ reason: FieldChoiceError.Reason, _ choice: FieldChoice) -> FieldChoiceError {
        let first = FieldGuess(records: records, looksLikeTime: looksLikeTime).idCandidates().first
        // What many records share is no id: matching by it would hide or make up losses.
        let best = first.flatMap { $0.distinct * 10 >= $0.found * 9 ? $0 : nil }
        let guess =
            best.map {
                "best guess: \($0.path), in \($0.found) of \(records.count) records, \($0.distinct) differ"
            }
            ?? first.map {
                "no field tells its records apart: \($0.path) has \($0.distinct) values in \($0.found) records"
            }
        var seen: Set<FieldPath> = []
        let names =
            sample.header?.names
            ?? records.prefix(20).flatMap(\.fieldPaths).filter { seen.insert($0).inserted }.map(\.description)
        let isAboutTime = if case .notFound("a time", _) = reason { true } else { false }
        guard !isAboutTime else {
            return FieldChoiceError(
                reason: reason, fileName: sample.fileName, isCSV: sample.header != nil, found: Array(names.prefix(40)),
                guess: nil, flags: "name a field that holds times with --source-time or --siem-time", partial: choice)
        }
        if overrides.expected?.isMade == true {
            return FieldChoiceError(
                reason: reason, fileName: sample.fileName, isCSV: sample.header != nil, found: Array(names.prefix(40)),
                guess: "the service gives its events no id, and what stands for one is not in this file",
                flags: "--match with the fields by which events can be told apart", partial: choice)
        }
        return FieldChoiceError(
            reason: reason, fileName: sample.fileName, isCSV: sample.header != nil, found: Array(names.prefix(40)),
            guess: guess,
            flags: best.map { "--siem-id '\($0.path)' (--source-id on the other side)" }
                ?? first.map { _ in "--match with the fields by which events can be told apart" }, partial: choice)
    }
}

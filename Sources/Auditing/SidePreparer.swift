import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Recordings
import Settings

/// Resolves and examines the files of one side.
struct SidePreparer {
    let side: Side
    let request: SideRequest
    let audit: AuditRequest
    let spool: InputSpool
    /// The id of the other side's records, where that side names it.
    var expected: ExpectedID?

    /// Everything the files themselves tell before they are read.
    func prepare() throws -> PreparedSide {
        let format = try forcedFormat()
        let examiner = FileExaminer(side: side, format: format, overrides: try overrides())
        let inputs = try InputResolver(flag: side.flag).resolve(request.specs) { try spool.copy($0) }
        try refuseOtherSide(inputs)
        var prepared = PreparedSide(side: side)
        if request.specs.count == 1, let spec = request.specs.first, spec != "-" { prepared.given = spec }
        prepared.passedOver = inputs.passedOver
        prepared.recordings = inputs.recordings
        for (input, examined) in zip(inputs.files, try examine(inputs, examiner, format)) {
            if let examined {
                try refuseUnconfirmed(examined)
                if let mark = examined.choice.marks.first(where: { $0.code == .authDetails }) {
                    prepared.marks.append(
                        TrustMark(
                            side: side, code: .authDetails, message: "\(input.name) was left out: \(mark.message)",
                            effect: .remark))
                } else {
                    prepared.examined.append(examined)
                }
            } else {
                prepared.empty.append(input.name)
            }
        }
        try refuseAmbiguousDays(prepared)
        number(&prepared)
        return prepared
    }

    /// A recording says whose records it holds: those of the other side would be compared with themselves.
    private func refuseOtherSide(_ inputs: InputResolver.Inputs) throws {
        let others = inputs.recordings.values.filter { $0.description.side != side }.map(\.path).sorted()
        guard let first = others.first else { return }
        let other: Side = side == .siem ? .authority : .siem
        throw AuditFault.usage(
            "E-RECORDING-SIDE", "\(side.flag) names \(first), a recording of the other side",
            fix: "name it with \(other.flag); of a folder with recordings of both sides name those of one")
    }

    /// A recording names its own fields; flags still override them.
    ///
    /// Of a SIEM that was asked for whole events it names none, and is read like an export.
    private func examiner(of recording: RecordingFolder, _ format: ForcedFormat?) throws -> FileExaminer {
        var overrides = try overrides()
        let paths = recording.description.paths
        if recording.description.side == .siem {
            overrides.zone = overrides.zone ?? paths.zone
            if !paths.id.isEmpty {
                overrides.preset = try .storedEvents(recording.description)
                overrides.allowsNoIDs = true
            }
            return FileExaminer(side: side, format: format ?? .ndjson, overrides: overrides)
        }
        overrides.preset = overrides.preset ?? PresetTable.named(recording.description.type)
        let ids = try paths.id.map { try path($0) }
        // A preset of the same id also knows which of its parts are times, as the other side's preset does.
        let isKnown = overrides.preset?.ids.contains { $0.parts.map(\.path) == ids } ?? false
        if overrides.ids.isEmpty, !isKnown { overrides.ids = ids }
        overrides.time = try overrides.time ?? paths.time.map { try path($0) }
        overrides.zone = overrides.zone ?? paths.zone
        return FileExaminer(side: side, format: format ?? .ndjson, overrides: overrides)
    }

    /// Examines the files in order; nil stands for an empty one.
    ///
    /// A file without a single id is read like its neighbours if it shows the signs of their preset: its records are
    /// counted as unidentified.
    private func examine(
        _ inputs: InputResolver.Inputs, _ examiner: FileExaminer, _ format: ForcedFormat?
    ) throws -> [ExaminedFile?] {
        let files = inputs.files
        var failures: [Int: FieldChoiceError] = [:]
        var examined = try files.enumerated().map { index, file in
            let recording = inputs.recordings[file.path]
            let examiner = try recording.map { try self.examiner(of: $0, format) } ?? examiner
            do {
                return try examiner.examine(path: file.path, name: file.name)
            } catch let error as FieldChoiceError where error.reason == .noID && files.count > 1 {
                failures[index] = error
                return nil
            }
        }
        let identified = examined.compactMap(\.self).filter { $0.choice.identified > 0 }
        let known = Set(identified.compactMap(\.choice.preset?.name))
        for (index, failure) in failures.sorted(by: { $0.key < $1.key }) {
            guard let preset = failure.partial.preset?.name, known.contains(preset) else { throw failure }
            examined[index] = try examiner.allowingNoIDs.examine(path: files[index].path, name: files[index].name)
        }
        guard !identified.isEmpty, audit.match.isEmpty else { return examined }
        // Beside files with ids nothing is matched by other fields: what has no id is counted as such.
        for index in examined.indices { examined[index]?.choice.marks.removeAll { $0.code == .weakMatch } }
        return examined
    }

    /// Adds `--where` and `--match` fields to each file's plan.
    func addConditions(to prepared: inout PreparedSide) throws {
        for index in prepared.examined.indices {
            var examined = prepared.examined[index]
            var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv, plan: examined.file.plan)
            for filter in audit.filters { try add(filter, to: &examined, &builder) }
            let match = try matchPaths(examined)
            examined.file.plan.matchFields = match.compactMap { builder.addField($0, to: &examined.file.plan) }
            if side == .authority { try addExceptions(to: &examined, &builder) }
            prepared.examined[index] = examined
        }
        number(&prepared)
    }

    private func add(_ filter: FieldCondition, to examined: inout ExaminedFile, _ builder: inout PlanBuilder) throws {
        examined.file.plan.filters.append(try condition(filter, in: &examined, &builder))
    }

    /// Adds accepted exceptions and watches, which concern what the authority holds.
    private func addExceptions(to examined: inout ExaminedFile, _ builder: inout PlanBuilder) throws {
        for acceptance in audit.acceptances {
            let conditions = try acceptance.conditions.map { try condition($0, in: &examined, &builder) }
            examined.file.plan.acceptances.append(
                ExtractionPlan.Acceptance(conditions, from: acceptance.from, to: acceptance.to))
        }
        for watch in audit.watches {
            examined.file.plan.watches.append(try watch.conditions.map { try condition($0, in: &examined, &builder) })
        }
    }

    private func condition(
        _ filter: FieldCondition, in examined: inout ExaminedFile, _ builder: inout PlanBuilder
    ) throws -> ExtractionPlan.Condition {
        let (paths, value) = try paths(of: filter, in: examined)
        if let condition = builder.condition(paths, value: Array(value.utf8), in: &examined.file.plan) {
            return condition
        }
        throw AuditFault.usage(
            "E-WHERE", "--where names a field that \(examined.file.name) does not have",
            fix: "see its fields with: siemgap inspect \(examined.file.name)")
    }

    private func paths(of filter: FieldCondition, in examined: ExaminedFile) throws -> ([FieldPath], String) {
        let value = filter.value
        switch filter.field {
        case .paths(let authority, let siem):
            return ([try path(side == .authority ? authority : siem)], value)
        case .column(let name):
            guard let column = PresetColumn(rawValue: name) else {
                let known = PresetColumn.allCases.map(\.rawValue).joined(separator: " ")
                throw AuditFault.usage(
                    "E-WHERE", "--where \(name) is none of \(known)", fix: "or give a path for each side: 'A|B=V'")
            }
            guard let paths = examined.choice.preset?.columns[column], !paths.isEmpty else {
                throw AuditFault.usage(
                    "E-WHERE", "--where \(name): \(examined.file.name) has no known \(name) field",
                    fix: "give a path for each side: 'A|B=\(value)'")
            }
            return (paths, value)
        }
    }

    private func matchPaths(_ examined: ExaminedFile) throws -> [FieldPath] {
        try audit.match.isEmpty
            ? examined.choice.match
            : audit.match.map { text in
                let sides = text.split(separator: "|", maxSplits: 1)
                return try path(String(sides.count == 2 && side == .siem ? sides[1] : sides.first ?? ""))
            }
    }

    // MARK: Flags

    private func forcedFormat() throws -> ForcedFormat? {
        guard let name = request.format else { return nil }
        if let format = ForcedFormat(name) { return format }
        let hint = ForcedFormat.nearest(to: name).map { "did you mean \($0)? " } ?? ""
        throw AuditFault.usage(
            "E-FORMAT", "\(side.flag)-format \(name) is no format or preset",
            fix: "\(hint)formats: ndjson json csv tsv, or a preset that siemgap inspect names")
    }

    private func overrides() throws -> FieldOverrides {
        var overrides = FieldOverrides()
        overrides.ids = try request.idPaths.map { try path($0) }
        overrides.time = try request.timePath.map { try path($0) }
        overrides.zone = request.zone
        overrides.expected = expected
        if let zone = request.zone { try checkZone(zone) }
        overrides.match = try audit.match.map { text in
            let sides = text.split(separator: "|", maxSplits: 1)
            return try path(String(sides.count == 2 && side == .siem ? sides[1] : sides.first ?? ""))
        }
        return overrides
    }

    private func checkZone(_ zone: String) throws {
        do {
            _ = try ZoneRule.parse(zone)
        } catch {
            throw AuditFault.usage(
                "E-TIME-ZONE", "\(side.flag)-zone \(zone) is no time zone", means: error.words,
                fix: "give an IANA name such as Europe/Berlin, an offset such as +02:00, or UTC")
        }
    }

    private func path(_ text: String) throws -> FieldPath {
        do {
            return try FieldPath(parsing: text)
        } catch {
            throw AuditFault.usage(
                "E-PATH", "\(text) is no field path", means: "\(error)",
                fix: "keys are parted by dots; : enters JSON text; quote a key with dots: '\"event.id\"'")
        }
    }

    // MARK: Checks

    private func refuseUnconfirmed(_ examined: ExaminedFile) throws(FieldChoiceError) {
        if let error = FieldChoiceError.unconfirmed(examined, flag: side.flag) { throw error }
    }

    private func refuseAmbiguousDays(_ prepared: PreparedSide) throws {
        for examined in prepared.examined {
            guard let example = examined.ambiguousDay else { continue }
            let readings = [DayOrder.dayFirst, .monthFirst].compactMap { order in
                TimestampReader(zone: .utc, dayOrder: order).read(Array(example.utf8).span)
                    .map { "\(order == .dayFirst ? "day" : "month") first: \(InstantText.rfc3339($0.nanoseconds))" }
            }
            throw AuditFault.ambiguousDays(
                examined.file.name, example: example, means: readings.joined(separator: "; "))
        }
    }

    /// Gives files of the same layout and plan the same number, so that workers share what they build for it.
    private func number(_ prepared: inout PreparedSide) {
        var numbers: [PlanKey: Int] = [:]
        for index in prepared.examined.indices {
            let examined = prepared.examined[index]
            let key = PlanKey(layout: examined.file.layout, fields: examined.file.plan.fields, choice: examined.choice)
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            prepared.examined[index].file.planNumber = number
        }
    }

    private struct PlanKey: Hashable {
        let layout: RecordFile.Layout
        let fields: [ExtractionPlan.Address]
        let choice: FieldChoice
    }
}

extension Side {
    /// The flag that names the side's inputs.
    var flag: String {
        switch self {
        case .authority: "--source"
        case .siem: "--siem"
        }
    }
}

package import AuditModel
package import ByteScan
import FileAccess

/// Looks at the beginning of a file and decides how to read it.
package struct FileExaminer {
    /// How much of a file is looked at, unpacked: a megabyte holds some hundred records of any service.
    package static let headBytes = 1 << 20
    private static let mostSampled = 200
    /// Bytes of the longest record whose time is surveyed.
    private static let longestSurveyed = 16 << 20

    private let side: Side
    private let format: ForcedFormat?
    private var overrides: FieldOverrides
    private let zones: ZoneDatabase

    /// - Parameter overrides: what flags say about the side's fields.
    package init(side: Side, format: ForcedFormat?, overrides: FieldOverrides, zones: ZoneDatabase = ZoneDatabase()) {
        self.side = side
        self.format = format
        var overrides = overrides
        if case .preset(let preset) = format { overrides.preset = preset }
        self.overrides = overrides
        self.zones = zones
    }

    /// The same for files in which no record needs to have an id.
    package var allowingNoIDs: FileExaminer {
        var examiner = self
        examiner.overrides.allowsNoIDs = true
        return examiner
    }

    /// Examines one file.
    ///
    /// - Returns: nil for a file that holds nothing at all.
    /// - Throws: `FileFailure`, ``UnreadableFile``, or ``FieldChoiceError``.
    package func examine(path: String, name: String) throws -> ExaminedFile? {
        let head = try Self.head(of: path)
        guard !head.bytes.isEmpty else { return nil }
        if let signature = FileSignature(head: head.bytes) { throw unreadable(name, signature.advice) }
        let detector = LayoutDetector(head: head.bytes, isWholeFile: head.isWhole)
        guard let finding = detector.detect(forced: format) else { return nil }
        var file = RecordFile(path: path, name: name)
        let (encoding, mark) = TextEncoding.detect(head.bytes)
        file.encoding = encoding.input
        file.layout = finding.cutting
        file.holdsOneValue = finding.holdsOneValue
        file.dataOffset = finding.dialect?.dataOffset ?? (encoding == .utf8 ? mark : 0)
        file.dataLine = Self.lineFeeds(TextEncoding.utf8(head.bytes).prefix(file.dataOffset))
        if let dialect = finding.dialect {
            file.escapesQuotes = dialect.escapesQuotesByBackslash
            file.header = Self.header(of: head.bytes, dialect)
        }
        let header = finding.dialect?.header ?? finding.columns
        let sample = try sample(file, finding, header, name)
        let chooser = FieldChooser(sample: sample, overrides: overrides)
        var examined = ExaminedFile(
            file: file, layout: finding.layout, dialect: finding.dialect, header: header, choice: try chooser.choose())
        try complete(&examined, chooser.records)
        return examined
    }

    // MARK: The head

    /// A file's first bytes, unpacked, and whether they are all.
    private static func head(of path: String) throws(FileFailure) -> (bytes: [UInt8], isWhole: Bool) {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: headBytes)
        var isWhole = false
        while buffer.count < headBytes {
            if try input.read(into: buffer, upTo: headBytes - buffer.count) == 0 {
                isWhole = true
                break
            }
        }
        return (buffer.bytes(in: 0..<buffer.count), isWhole)
    }

    /// The header's bytes without its line end.
    private static func header(of head: [UInt8], _ dialect: CSVDialect) -> [UInt8] {
        let row = TextEncoding.utf8(head)[dialect.headerOffset..<dialect.dataOffset]
        return Array(row.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    }

    private static func lineFeeds(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == 0x0A } }

    private func unreadable(_ name: String, _ advice: String) -> UnreadableFile {
        UnreadableFile(
            problem: Problem(
                .error, "E-FILE-FORMAT", "\(name) is not a file of events that can be read", place: name,
                means: "it is \(advice.prefix { $0 != ";" })", effect: "nothing was compared; failed (exit 2)",
                fix: String(advice.drop { $0 != ";" }.dropFirst(2))))
    }

    // MARK: The sample

    private func sample(
        _ file: RecordFile, _ finding: LayoutDetector.Finding, _ header: HeaderNames?, _ name: String
    ) throws -> FileSample {
        let stream = RecordStream(files: [file], longestRecord: Self.longestSurveyed)
        let block = RecordBlock()
        var records: [[UInt8]] = []
        while records.count < Self.mostSampled, try stream.fill(block) {
            if block.tooLong != nil { break }
            records += Self.records(of: block, file, limit: Self.mostSampled)
            if stream.bytesRead > 4 * Self.headBytes { break }
        }
        let fileName = name.split(separator: "/").last.map(String.init) ?? name
        let sampled = Array(records.prefix(Self.mostSampled))
        return FileSample(records: Self.body(sampled, finding, header), layout: finding.layout, fileName: fileName)
    }

    private static func body(
        _ records: [[UInt8]], _ finding: LayoutDetector.Finding, _ header: HeaderNames?
    ) -> FileSample.Records {
        if let dialect = finding.dialect {
            let rows = records.map { record in
                CSVRow.texts(
                    record.span, separator: dialect.delimiter, escapesQuotes: dialect.escapesQuotesByBackslash)
            }
            return .rows(dialect.header, rows)
        }
        guard let header else { return .json(records) }
        return .rows(
            header,
            records.compactMap { record in
                (try? JSONTree(parsing: record))?.elements?.map(\.cellBytes)  // a broken row is counted when it is read
            })
    }

    /// The block's records as byte arrays, blank ones left out.
    private static func records(of block: RecordBlock, _ file: RecordFile, limit: Int = .max) -> [[UInt8]] {
        block.buffer.withBytes { bytes in
            if let ranges = block.ranges {
                return ranges.prefix(limit).map { block.buffer.bytes(in: $0) }
            }
            var (records, start): ([[UInt8]], Int) = ([], 0)
            let rows = CutLines(file)
            while start < bytes.count, records.count < limit {
                let end = rows.end(of: bytes, from: start)
                let record = block.buffer.bytes(in: start..<end)
                if record.contains(where: { $0 > 0x20 }) { records.append(record) }
                start = end
            }
            return records
        }
    }

    // MARK: Times

    /// Decides zone and day order, and builds the plan.
    private func complete(_ examined: inout ExaminedFile, _ sample: [SampleRecord]) throws {
        var survey = TimestampSurvey()
        let paths = examined.choice.times.map(\.field.path)
        let texts = sample.compactMap { record in paths.lazy.compactMap { record.scalar(at: $0) }.first }
        for (order, text) in texts.enumerated() { survey.observe(text.span, order: order) }
        if survey.slashed.count > 0 { survey = try settledDays(survey, examined) }
        let zone = try zone(examined.choice.zone)
        examined.finest = survey.finest
        if case .unknown = zone {
            examined.isZoneless = survey.zoneless.count > 0
            if !examined.isZoneless { examined.choice.zone = .writtenInTimes }
        }
        if survey.dayOrderEvidence == .undecided || survey.dayOrderEvidence == .contradictory {
            examined.ambiguousDay = survey.undecided.example ?? survey.dayFirst.example
        }
        var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv)
        let order = survey.dayOrder
        // Times without a year (RFC 3164) stay unread: nothing in the file states one.
        examined.file.plan = builder.plan(for: examined.choice) { _ in
            TimestampReader(zone: zone, dayOrder: order)
        }
    }

    private func zone(_ zone: FieldChoice.Zone) throws -> ZoneRule {
        guard let name = zone.name else { return .unknown }
        do {
            return try ZoneRule.parse(name, in: zones)
        } catch {
            // A header may call its zone `Local Time`; then only the flag can tell.
            guard zone.source == .flag else { return .unknown }
            throw error
        }
    }

    /// The survey of a file with slashed dates, of which the first need not tell how all are written.
    private func settledDays(_ sampled: TimestampSurvey, _ examined: ExaminedFile) throws -> TimestampSurvey {
        var survey = sampled
        if survey.dayOrder == .undecided { survey = try wholeSurvey(examined) { $0.dayOrder != .undecided } }
        if survey.dayOrder == .undecided { return survey }
        if try fitsWholeFile(survey.dayOrder, examined) { return survey }
        return try wholeSurvey(examined) { _ in false }
    }

    /// The times of the whole file, or up to the block in which they say enough, or contradict each other.
    private func wholeSurvey(
        _ examined: ExaminedFile, until isEnough: (TimestampSurvey) -> Bool
    ) throws -> TimestampSurvey {
        var survey = TimestampSurvey()
        let file = file(of: examined, reading: .undecided)
        let describer = file.describer
        let stream = RecordStream(files: [file], longestRecord: Self.longestSurveyed)
        let block = RecordBlock()
        var order = 0
        while try stream.fill(block), survey.dayOrderEvidence != .contradictory, !isEnough(survey) {
            for record in Self.records(of: block, file) {
                let texts = describer.texts(of: record.span)
                if let time = file.plan.times.lazy.compactMap({ texts[$0.field] }).first {
                    survey.observe(time.span, order: order)
                }
                order += 1
            }
        }
        return survey
    }

    /// Whether every time of the file can be read in this order; much quicker than a survey.
    private func fitsWholeFile(_ order: DayOrder, _ examined: ExaminedFile) throws -> Bool {
        let file = file(of: examined, reading: order)
        let extractor = KeyExtractor(
            plan: file.plan, separator: file.separator, hasher: IDHasher(key0: 0, key1: 0), scopes: ScopeTable(),
            escapesQuotes: file.escapesQuotes)
        let stream = RecordStream(files: [file], longestRecord: Self.longestSurveyed)
        let block = RecordBlock()
        while try stream.fill(block) {
            guard block.tooLong == nil else { continue }
            extractor.begin(file: 0, header: file.header)
            block.buffer.withBytes { bytes in
                switch file.layout {
                case .lines: extractor.readLines(bytes, at: 0)
                case .rows: extractor.readRows(bytes, at: 0)
                case .values, .elements: extractor.readValues(bytes, ranges: block.ranges ?? [], at: 0)
                }
            }
            if extractor.tally.unreadableTimes + extractor.tally.ambiguousDays > 0 { return false }
        }
        return true
    }

    /// The file with a plan that reads its times in this order; their zone does not matter.
    private func file(of examined: ExaminedFile, reading order: DayOrder) -> RecordFile {
        var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv)
        var file = examined.file
        file.plan = builder.plan(for: examined.choice) { _ in TimestampReader(zone: .utc, dayOrder: order) }
        return file
    }
}

extension TextEncoding {
    /// The same as the reader of bytes calls it.
    fileprivate var input: ByteInput.Encoding {
        switch self {
        case .utf8: .utf8
        case .utf16LittleEndian: .utf16LittleEndian
        case .utf16BigEndian: .utf16BigEndian
        }
    }
}

extension JSONTree {
    /// A cell of a table's row as text: a string's text, nothing for null, compact JSON for anything else.
    fileprivate var cellBytes: [UInt8] { scalarBytes ?? (self == .null ? [] : compactBytes) }
}

extension RecordFile {
    /// A reader of the file's single records.
    package var describer: RecordDescriber {
        RecordDescriber(plan: plan, separator: separator, escapesQuotes: escapesQuotes)
    }

    /// The CSV separator; nil for JSON.
    package var separator: UInt8? {
        if case .rows(let separator) = layout { separator } else { nil }
    }
}

import AuditModel
import ByteScan
import ExportReaders
import Recordings

/// Judges from what was read whether a side's files hold everything they should.
struct TrustJudge {
    /// What the judgement says.
    struct Judgement {
        var marks: [TrustMark] = []
        /// Where the side is not known whole.
        var unknown: [UnknownPart] = []
        /// Files that are whole as far as can be told.
        var wholeFiles = 0
        var files = 0
    }

    private let prepared: PreparedSide
    private let reading: SideReading
    private let expectsEmpty: Bool
    private let changed: [String: [RecordingDescription.Slice]]
    private var judgement = Judgement()

    /// - Parameters:
    ///   - expectsEmpty: whether an authority's file may well hold no event.
    ///   - changed: slices of recordings whose bytes are others than were recorded, by the path of the records.
    init(
        prepared: PreparedSide, reading: SideReading, expectsEmpty: Bool,
        changed: [String: [RecordingDescription.Slice]] = [:]
    ) {
        self.changed = changed
        self.prepared = prepared
        self.reading = reading
        self.expectsEmpty = expectsEmpty
    }

    /// Looks at every file, then at all of them together.
    mutating func judge() -> Judgement {
        judgement.marks = prepared.marks
        judgement.files = prepared.examined.count + prepared.empty.count
        judgement.wholeFiles = judgement.files
        for (examined, file) in zip(prepared.examined, reading.files) {
            let before = judgement.marks.count { $0.effect == .inconclusive }
            judge(examined, file)
            if judgement.marks.count(where: { $0.effect == .inconclusive }) > before { judgement.wholeFiles -= 1 }
        }
        judgePages()
        judgeEmptyFiles()
        for recording in prepared.recordings.values.sorted(by: { $0.path < $1.path }) { judge(recording) }
        return judgement
    }

    /// A recording says itself which of its slices are whole, and how many records it holds.
    private mutating func judge(_ recording: RecordingFolder) {
        let slices = recording.description.slices
        guard !slices.isEmpty else { return }
        judgement.files += slices.count - 1
        let broken = slices.count { !$0.isWhole }
        judgement.wholeFiles += slices.count - 1 - broken
        judgement.unknown += recording.unknown
        judgeChanges(recording)
        let index = prepared.examined.firstIndex { $0.file.path == recording.recordsPath }
        let read = index.map { reading.files[$0].tally.records } ?? 0
        guard recording.statedRecords != read else { return }
        mark(
            .cutTail, "\(recording.path): its slices state \(recording.statedRecords) records, \(read) are there",
            .inconclusive)
        judgement.unknown.append(
            UnknownPart(
                side: prepared.side, from: nil, to: nil, reason: "count-mismatch",
                detail: "\(recording.path) holds \(read) of \(recording.statedRecords) records"))
    }

    /// What a slice held is no longer known once its bytes are others than those that were recorded.
    private mutating func judgeChanges(_ recording: RecordingFolder) {
        let slices = changed[recording.recordsPath] ?? []
        guard let first = slices.first else { return }
        judgement.wholeFiles -= slices.count(where: \.isWhole)
        let which = slices.count == 1 ? "slice \(first.id)" : "\(slices.count) slices, the first of them \(first.id)"
        let message = "\(recording.path): the bytes of \(which) are not those that were recorded (SHA-256)"
        mark(.altered, message, .inconclusive)
        judgement.unknown += slices.map {
            recording.part(of: $0, reason: TrustCode.altered.rawValue, detail: message)
        }
    }

    /// An empty file among others may be an export that failed; a side without any record is judged as such.
    private mutating func judgeEmptyFiles() {
        guard !prepared.isRecorded, reading.total.records > 0, !(prepared.side == .authority && expectsEmpty) else {
            return
        }
        // An answer without records says itself whether it is the end of a listing.
        let read = zip(prepared.examined, reading.files).filter { examined, file in
            file.tally.records == 0 && Self.answers(file).isEmpty && prepared.recordings[examined.file.path] == nil
        }
        let recorded = Set(prepared.recordings.values.map(\.path))
        for name in prepared.empty.filter({ !recorded.contains($0) }) + read.map(\.1.name) {
            let message = "\(name): there is no record in it"
            mark(.emptySide, message, .inconclusive)
            judgement.wholeFiles -= 1
            judgement.unknown.append(
                UnknownPart(
                    side: prepared.side, from: nil, to: nil, reason: TrustCode.emptySide.rawValue, detail: message))
        }
    }

    private mutating func judge(_ examined: ExaminedFile, _ file: SideReading.File) {
        judgeNotes(examined, file)
        judgeEnding(examined, file)
        judgeCaps(examined, file)
        judgeFrames(file)
        for choiceMark in examined.choice.marks {
            mark(choiceMark.code, "\(file.name): \(choiceMark.message)", choiceMark.effect)
        }
        let tally = file.tally
        if tally.previews > 0 {
            mark(.previewRows, "\(file.name): \(tally.previews) provisional rows were left out", .remark)
        }
        if tally.repeatedHeaders > 0 {
            mark(
                .previewRows, "\(file.name): rows that repeat the header were left out: \(tally.repeatedHeaders)",
                .remark)
        }
        if tally.openQuotes > 0 { judgeOpenQuotes(file) }
        if tally.aggregated > 0 {
            mark(
                .aggregated,
                "\(file.name): \(tally.aggregated) records stand for several events each; the others are not there",
                .inconclusive)
        }
        if tally.cappedCells > 0 {
            mark(
                .cellCap,
                "\(file.name): \(tally.cappedCells) cells have exactly 32,767 characters, as a spreadsheet cuts them",
                .remark)
        }
    }

    /// Quotes that were closed by another cell's may have swallowed rows anywhere in the file.
    private mutating func judgeOpenQuotes(_ file: SideReading.File) {
        let message =
            "\(file.name): quotes that another cell's closed: \(file.tally.openQuotes); rows may be lost between them"
        mark(.openQuote, message, .inconclusive)
        judgement.unknown.append(
            UnknownPart(side: prepared.side, from: nil, to: nil, reason: TrustCode.openQuote.rawValue, detail: message))
    }

    // MARK: How a file ends

    private mutating func judgeEnding(_ examined: ExaminedFile, _ file: SideReading.File) {
        let ending = file.ending
        if ending.isGzipCut {
            cut(.cutGzip, "the compressed data ends in the middle or is damaged", file)
        } else if ending.hasChanged {
            cut(.cutTail, "the file became shorter while it was read", file)
        } else if ending.cut.isInQuotes {
            cut(.openQuote, "a quote is never closed; what follows it cannot be told apart", file)
        } else if ending.cut.isInRecord || file.tally.lastIsCut {
            cut(.cutTail, "the last record is cut", file)
        } else if let place = ending.cut.malformedAt {
            cut(.cutTail, "it is not well-formed JSON between its records (byte \(place))", file)
        } else if examined.file.plan.endMark != nil, file.tally.endMarks == 0, file.notes.failure == nil {
            cut(.cutTail, "the mark of its last row is not there", file)
        }
    }

    private mutating func judgeCaps(_ examined: ExaminedFile, _ file: SideReading.File) {
        guard let preset = examined.choice.preset else { return }
        let rows = file.tally.records
        // Capped exports may have been put into one file.
        let cap = preset.caps.first { rows > 0 && rows % $0.rows == 0 && $0.applies(to: examined.layout) }
        guard let cap else { return }
        let count = rows == cap.rows ? "\(rows)" : "\(rows / cap.rows) × \(cap.rows)"
        cut(.rowCap, "exactly \(count) rows: \(cap.reason)", file)
    }

    private mutating func judgeNotes(_ examined: ExaminedFile, _ file: SideReading.File) {
        if let failure = file.notes.failure {
            cut(.failedSearch, "the search that wrote it failed: \(failure.text)", file)
        } else if let warning = file.notes.warning {
            cut(.failedSearch, "the search that wrote it warned: \(warning.text)", file)
        }
    }

    // MARK: Envelopes

    /// What is around the records of each answer; a frame that is cut has been reported as a cut file.
    private static func answers(_ file: SideReading.File) -> [JSONTree] {
        file.ending.frames.compactMap { try? JSONTree(parsing: $0) }.filter { $0.members != nil }
    }

    private mutating func judgeFrames(_ file: SideReading.File) {
        let facts = Self.answers(file).map { EnvelopeFacts($0) }
        // Pages of one search state the same total; answers to several searches add up.
        let (totals, records) = (facts.compactMap(\.total), file.tally.records)
        let least = Set(totals).reduce(0, +)
        let total = records > least ? totals.reduce(0, +) : least
        if total > records {
            cut(
                .rowCap, "it holds \(records) of \(total) hits", file,
                isAtEnd: Set(totals).count == 1 && records <= least)
        }
        for answer in facts { judge(answer, file) }
    }

    private mutating func judge(_ facts: EnvelopeFacts, _ file: SideReading.File) {
        if facts.totalIsLowerBound, facts.total.map({ $0 <= file.tally.records }) ?? true {
            cut(.rowCap, "the number of hits is only known as a lower bound", file)
        }
        if let error = facts.error { cut(.failedSearch, "the answer holds an error: \(error)", file) }
        if facts.saysMore { cut(.rowCap, "the answer says that there is more", file) }
        if facts.isPreview { cut(.previewRows, "the results are provisional", file) }
    }

    /// Pages of one listing: all but the last name their successor, which must be there.
    private mutating func judgePages() {
        let pages = zip(prepared.examined, reading.files).flatMap { examined, file in
            let answers = Self.answers(file)
            return answers.map { answer in
                ListingPages.Page(
                    file: file, facts: EnvelopeFacts(answer),
                    timeField: examined.choice.mainTime?.field.path.description, isAlone: answers.count == 1)
            }
        }
        for (page, message) in ListingPages(pages: pages).lacking() { cut(.rowCap, message, page.file) }
    }

    // MARK: Marks

    private mutating func mark(_ code: TrustCode, _ message: String, _ effect: TrustEffect) {
        judgement.marks.append(TrustMark(side: prepared.side, code: code, message: message, effect: effect))
    }

    /// Marks a file as not whole, and what that leaves unknown: what lies beyond its last record if its times run one
    /// way, else everything.
    ///
    /// - Parameter isAtEnd: false where it may be cut in its middle as well.
    private mutating func cut(
        _ code: TrustCode, _ message: String, _ file: SideReading.File, isAtEnd: Bool = true
    ) {
        mark(code, "\(file.name): \(message)", .inconclusive)
        let tally = file.tally
        let neighbours = tally.ascending + tally.descending
        let mostly = 999 * neighbours
        var (from, to): (Int64?, Int64?) = (nil, nil)
        // Events that share the last record's second may lie behind the cut; sides show times of different precision.
        let unit = max(tally.lastTime?.precision.nanoseconds ?? 0, 1_000_000_000)
        let second = tally.lastTime.map { EventTime.floor($0.nanoseconds, unit) }
        if isAtEnd, neighbours > 0, tally.ascending * 1000 >= mostly {
            from = second
        } else if isAtEnd, neighbours > 0, tally.descending * 1000 >= mostly {
            to = second.map { $0 + unit }
        }
        judgement.unknown.append(
            UnknownPart(
                side: prepared.side, from: from, to: to, reason: code.rawValue, detail: "\(file.name): \(message)"))
    }
}

import AuditModel
import FileAccess
import Pulling
import Recordings
import Synchronization
import Transport

/// The records delivered in one window and region, file after file.
final class TrailPages: SourcePages {
    private let reading: Mutex<Reading>

    init(_ ledger: TrailLedger, region: String, window: TimeWindow, from cursor: String?) {
        reading = Mutex(Reading(ledger, region: region, window: window, cursor: cursor.flatMap { TrailCursor($0) }))
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        await TrailWork.run { [self] in reading.withLock { $0.next() } }
    }

    /// Where reading stands.
    private struct Reading {
        /// Bytes of lines after which a page is handed out.
        private static let pageBytes = 1 << 20
        private static let minute: Int64 = 60_000_000_000

        private let ledger: TrailLedger
        private let region: String
        private let window: TimeWindow
        private var cursor: TrailCursor?
        private var files: [TrailFile]?
        private var open: (file: TrailFile, reader: TrailLogReader, records: Int)?
        private var findings: [TrailFinding] = []
        private var isDone = false

        init(_ ledger: TrailLedger, region: String, window: TimeWindow, cursor: TrailCursor?) {
            self.ledger = ledger
            self.region = region
            self.window = window
            self.cursor = cursor
        }

        mutating func next() -> SourcePage? {
            guard !isDone else { return nil }
            begin()
            var page = SourcePage(lines: [], records: 0)
            while page.lines.count < Self.pageBytes, advance(&page) {}
            if !findings.isEmpty { page.flaw = .init("cut-answer", TrailFinding.text(findings)) }
            findings = []
            page.cursor = isDone ? nil : cursor?.text
            return page.records > 0 || page.flaw != nil ? page : nil
        }

        /// Finds the files, newest last so that the next one is popped, and what is known of them.
        private mutating func begin() {
            guard files == nil else { return }
            findings = ledger.findings(in: window, region: region)
            let delivered = ledger.folder.logs.filter { $0.region == region && window.contains($0.instant) }
            files = delivered.reversed()
            guard let done = cursor else { return }
            // A file that is gone since is passed over no more: all is read again, which does no harm.
            guard let place = delivered.firstIndex(where: { $0.key == done.key }) else { return }
            files = delivered[place...].reversed()
        }

        /// Adds the next block; false at the end.
        private mutating func advance(_ page: inout SourcePage) -> Bool {
            guard let current = open else { return openNext() }
            guard let block = current.reader.next() else {
                close(current.file, current.reader)
                return true
            }
            let isOld =
                cursor.map { $0.key == current.file.key && current.records + block.records <= $0.records } ?? false
            open?.records += block.records
            guard !isOld else { return true }
            page.lines += block.lines
            page.records += block.records
            let span = availability(of: current.file)
            page.stamps.append(.init(records: block.records, after: span.from, by: span.to))
            cursor = TrailCursor(key: current.file.key, records: current.records + block.records)
            return true
        }

        private mutating func openNext() -> Bool {
            guard let file = files?.popLast() else {
                isDone = true
                return false
            }
            do throws(FileFailure) {
                open = (file, try TrailLogReader(path: file.path), 0)
            } catch {
                note(.damagedLog(error.reason), file)
            }
            return true
        }

        private mutating func close(_ file: TrailFile, _ reader: TrailLogReader) {
            open = nil
            if let damage = reader.damage { note(.damagedLog(damage.what), file) }
            let hashes = ledger.chains(of: region).lazy.compactMap { $0.hashes[file.key] }
            if let hash = hashes.first, hash != reader.sha256 { note(.changedLog, file) }
        }

        private mutating func note(_ kind: TrailFinding.Kind, _ file: TrailFile) {
            findings.append(TrailFinding(kind: kind, file: file.key, span: window))
        }

        /// When the file's records became readable: a name tells the minute.
        private func availability(of file: TrailFile) -> TimeWindow {
            guard file.kind == .log else { return window }
            return TimeWindow(from: file.instant, to: file.instant + Self.minute)
        }
    }
}

/// Where reading stopped: behind so many records of a file.
private struct TrailCursor: Sendable {
    let key: String
    let records: Int

    var text: String { "\(records) \(key)" }

    init(key: String, records: Int) {
        self.key = key
        self.records = records
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let records = Int(parts[0]) else { return nil }
        self.init(key: String(parts[1]), records: records)
    }
}

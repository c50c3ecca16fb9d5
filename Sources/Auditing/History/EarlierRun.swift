import AuditModel
import ByteScan
import FileAccess

/// What a finished run of the same audit says in its report.
struct EarlierRun: Sendable {
    /// How many events the authority had in a full hour.
    struct Hour: Hashable, Sendable {
        /// Nanoseconds since the Unix epoch.
        let from: Int64
        let count: Int
    }

    let summary: RunSummary
    /// Full hours that were audited, all scopes together, ascending.
    let hours: [Hour]

    /// Reads a run's report; nil when the folder holds none, or none that is of a reasonable size.
    init?(folder: String) throws(FileFailure) {
        let place = folder + "/report.json"
        guard let size = FileSize.of(place), size <= Self.mostBytes,
            let tree = try? JSONTree(parsing: try FileText.read(place, most: Self.mostBytes)),
            let summary = RunSummary(tree, folder: folder)
        else { return nil }
        self.summary = summary
        var cells: [CoverageCell] = []
        for row in tree["coverage"]?.elements ?? [] {
            guard let from = RunSummary.instant(row["from"]), let to = RunSummary.instant(row["to"]),
                let count = RunSummary.count(row["authority"]),
                let state = row["state"]?.text.flatMap(CoverageState.init)
            else { continue }
            cells.append(
                CoverageCell(
                    window: TimeWindow(from: from, to: to), scope: nil, authority: count, missing: 0, extra: 0,
                    state: state))
        }
        hours = Self.hours(cells)
    }

    private static let mostBytes = 64 << 20
    private static let hour: Int64 = 3_600_000_000_000

    /// The full hours of a coverage table in which everything was audited, all scopes together.
    static func hours(_ coverage: [CoverageCell]) -> [Hour] {
        var (counts, isDoubtful): ([Int64: Int], Set<Int64>) = ([:], [])
        for cell in coverage
        where cell.window.length == hour && EventTime.floor(cell.window.from, hour) == cell.window.from {
            counts[cell.window.from, default: 0] += cell.authority
            if cell.state != .audited && cell.state != .nothing { isDoubtful.insert(cell.window.from) }
        }
        return counts.filter { !isDoubtful.contains($0.key) }.map { Hour(from: $0.key, count: $0.value) }
            .sorted { $0.from < $1.from }
    }
}

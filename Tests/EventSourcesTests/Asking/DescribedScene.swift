import AuditModel
import EventSources
import Pulling
import Recordings
import Settings
import Transport

/// A source described in a test's own text, and what came of asking it.
struct DescribedScene {
    let made: MadeSource

    /// Records, cursors and flaws of all pages of a question.
    struct Pull {
        var lines: [String] = []
        var cursors: [String?] = []
        var flaws: [SourcePage.Flaw] = []
        var stamps: [SourcePage.Stamp] = []
        var expected: [Int?] = []
        var pageCounts: [Int] = []
        var failure: TransportFailure?

        /// The digits of the records' ids.
        var ids: [String] { lines.map { String($0.drop { $0 != ":" }.dropFirst().prefix { $0 != "," && $0 != "}" }) } }
    }

    /// What most descriptions of tests begin with.
    static let usual = """
        type: rest
        base_url: https://api.test
        id: id
        time: {path: t}

        """

    /// 2026-01-01 and the two hours that follow.
    static let window = TimeWindow(from: 1_767_225_600_000_000_000, to: 1_767_232_800_000_000_000)

    init(_ text: String, waits: @escaping @Sendable (Double) -> Void = { _ in }) throws {
        let node = try SettingsNode(parsing: text, file: "test.yaml")
        let mark = SettingsMark(file: "test.yaml", line: 1, column: 1)
        let type = try SettingsMap(node, in: "").text("type") ?? "rest"
        let making = SourceMaking(resolve: { _, _ in Secret("s3cret") }, wait: { waits($0) })
        made = try SourceRegistry.source(
            NamedSource(name: "own", type: type, node: node, mark: mark), making: making)
    }

    /// Asks one question from its start, or from a cursor, to its end.
    func pull(
        _ service: ScriptedService, from cursor: String? = nil, scope: Scope? = nil,
        window: TimeWindow = DescribedScene.window
    ) async -> Pull {
        let question = SliceQuestion(scope: scope, window: window, pageSize: made.source.traits.pageSizes[0])
        let pages = made.source.pages(of: question, from: cursor, service)
        var pull = Pull()
        do throws(TransportFailure) {
            while let page = try await pages.next() {
                pull.lines += page.lines.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
                pull.cursors.append(page.cursor)
                pull.flaws += [page.flaw].compactMap { $0 }
                pull.stamps += page.stamps
                pull.expected.append(page.expected)
                pull.pageCounts.append(page.records)
            }
        } catch {
            pull.failure = error
        }
        return pull
    }

    /// A JSON array of records with these ids, a minute apart.
    static func records(_ ids: ClosedRange<Int>) -> String {
        "[" + ids.map { record($0) }.joined(separator: ", ") + "]"
    }

    /// A record with an id and a time inside the usual window.
    static func record(_ id: Int) -> String {
        "{\"id\": \(id), \"t\": \"\(InstantText.rfc3339(window.from + Int64(id) * 60_000_000_000))\"}"
    }
}

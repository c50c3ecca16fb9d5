import AuditModel
import Pulling
import Recordings
import Transport

/// The pages of one question to Loki, oldest first.
///
/// The next page begins with the last page's latest instant, whose entries that came already are left out: more entries
/// may have it than a page holds. An instant with more entries than a page is asked for by the endings of their ids.
/// Memory: a page, and the entries of one instant.
actor LokiPages: SourcePages {
    private let client: LokiClient
    private let wanted: WantedIDs?
    private let asking: any ServiceAsking
    private let pageSize: Int
    /// Stretches not begun; nil until it is known how far back to look.
    private var windows: [TimeWindow]?
    /// What is left of the stretch under way.
    private var rest: TimeWindow?
    /// Entries of the first instant of `rest` that came already.
    private var seen: Set<LokiAnswer.Entry> = []

    init(
        _ client: LokiClient, windows: [TimeWindow]?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) {
        self.client = client
        self.windows = windows
        self.wanted = wanted
        self.pageSize = max(pageSize, 2)
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        if let wanted, wanted.tellingParts.isEmpty { return nil }
        if windows == nil { windows = try await LokiRetention.windows(client, asking) }
        while rest == nil, windows?.isEmpty == false { rest = windows?.removeFirst() }
        guard let window = rest else { return nil }
        let answer = try await client.entries(
            .init(window: window, limit: pageSize, filter: filter), asking)
        if answer.entries.contains(where: { !window.contains($0.time) }) {
            rest = nil
            windows = []
            var page = EventLines().page
            page.flaw = .init("page-loop", "entries came that lie outside what was asked for")
            return page
        }
        var (fresh, flaw) = (answer.entries.filter { !seen.contains($0) }, answer.warning.map(Self.flaw))
        if !answer.isFull {
            advance(to: nil, seen: [])
        } else if let last = answer.entries.last?.time, last > window.from {
            advance(to: last, seen: Set(answer.entries.filter { $0.time == last }))
        } else {
            let tied = try await LokiTies(client: client, filter: filter, limit: answer.limit, asking: asking)
                .entries(at: window.from)
            fresh = tied.entries.subtracting(seen).sorted { $0.line.lexicographicallyPrecedes($1.line) }
            flaw = flaw ?? tied.flaw
            advance(to: window.from + 1, seen: [])
        }
        return page(fresh, flaw)
    }

    /// The line filter that finds what is wanted; empty for all.
    private var filter: String { wanted.map { " |~ " + LokiClient.quoted($0.pattern) } ?? "" }

    /// Goes on at an instant; nil: the stretch is done.
    private func advance(to instant: Int64?, seen: Set<LokiAnswer.Entry>) {
        self.seen = seen
        guard let instant, let window = rest, instant < window.to else {
            rest = nil
            return
        }
        rest = TimeWindow(from: instant, to: window.to)
    }

    private func page(_ entries: [LokiAnswer.Entry], _ flaw: SourcePage.Flaw?) -> SourcePage {
        var lines = EventLines()
        for entry in entries {
            let event = entry.event(client.text)
            if let wanted, !wanted.contains(event.id) { continue }
            if client.asksWhole { lines.append(entry.row) } else { lines.append(event) }
        }
        var page = lines.page
        page.flaw = flaw
        return page
    }

    private static func flaw(_ warning: String) -> SourcePage.Flaw { .init("cut-answer", "Loki warns: \(warning)") }
}

import ByteScan
import Pulling
import Recordings
import Transport

/// The rows of a search in one answer, as one page.
///
/// Memory: the answer, which the store's cap on rows bounds, and the records made of it. The search ends with the
/// connection, so that nothing is left to free.
actor SplunkExportPages: SourcePages {
    private let client: SplunkClient
    private let search: String
    private let bounds: SplunkClient.Bounds
    private let lines: SplunkLines
    private var isOver = false

    init(_ client: SplunkClient, _ search: String, _ bounds: SplunkClient.Bounds, _ lines: SplunkLines) {
        self.client = client
        self.search = search
        self.bounds = bounds
        self.lines = lines
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        guard !isOver else { return nil }
        isOver = true
        let reply = try await client.export(search, bounds)
        var page = SourcePage(lines: [], records: 0)
        let answer = SplunkAnswer(export: reply.body) { lines.append($0, to: &page) }
        if let failure = SplunkMessage.failure(answer.messages, host: client.setup.host) { throw failure }
        page.flaw = SplunkMessage.flaw(answer.messages)
        if answer.oddLines > 0 {
            page.flaw = page.flaw ?? .init("cut-answer", "\(answer.oddLines) lines of the answer are no JSON")
        }
        return page
    }
}

import AuditModel
import Pulling
import Recordings
import Transport

/// The rows of a search job, page by page once it is done; the job is deleted in the end.
///
/// Memory: one page of results and the records made of it.
actor SplunkJobPages: SourcePages {
    private let client: SplunkClient
    private let search: String
    private let bounds: SplunkClient.Bounds
    private let lines: SplunkLines
    private let pageSize: Int
    private var job: SplunkJob?
    private var results: SplunkJob.Results?
    /// Rows that were read.
    private var offset = 0
    /// The page before, to notice one that comes again.
    private var last: [UInt8] = []
    private var isOver = false

    init(
        _ client: SplunkClient, _ search: String, _ bounds: SplunkClient.Bounds, _ lines: SplunkLines, pageSize: Int
    ) {
        self.client = client
        self.search = search
        self.bounds = bounds
        self.lines = lines
        self.pageSize = pageSize
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        guard !isOver else { return nil }
        let job = try await started()
        let results = try await ended(job)
        var page = SourcePage(lines: [], records: 0)
        if offset < results.count {
            page = try await rows(of: job, results.count)
        } else {
            isOver = true
            if offset > 0 { return nil }
        }
        page.flaw = page.flaw ?? results.flaw
        return page
    }

    func close() async {
        isOver = true
        await job?.delete()
    }

    private func started() async throws(TransportFailure) -> SplunkJob {
        if let job { return job }
        let started = try await SplunkJob.started(client, search, bounds)
        job = started
        return started
    }

    private func ended(_ job: SplunkJob) async throws(TransportFailure) -> SplunkJob.Results {
        if let results { return results }
        let ended = try await job.results()
        results = ended
        return ended
    }

    private func rows(of job: SplunkJob, _ count: Int) async throws(TransportFailure) -> SourcePage {
        var (page, rows) = (SourcePage(lines: [], records: 0), 0)
        let answer = try await job.page(from: offset, size: pageSize) { row in
            rows += 1
            lines.append(row, to: &page)
        }
        page.flaw = SplunkMessage.flaw(answer.messages)
        let isElsewhere = answer.offset.map { $0 != offset } ?? false
        if isElsewhere || !page.lines.isEmpty && page.lines == last {
            page.flaw = .init("page-loop", "the rows from \(offset) on are those of another page")
            isOver = true
        } else if rows == 0 {
            page.flaw = .init("cut-answer", "\(offset) of \(count) rows of the job can be read")
            isOver = true
        }
        offset += rows
        last = page.lines
        return page
    }
}

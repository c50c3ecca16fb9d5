import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// The pages of one search.
actor ArielPages: SourcePages {
    private let client: ArielClient
    private let window: TimeWindow?
    private let wanted: WantedIDs?
    private let pageSize: Int
    private let asksWhole: Bool
    private let asking: any ServiceAsking
    /// What is to be freed.
    private var id: String?
    private var search: ArielClient.Search?
    private var offset = 0
    private var isOver = false

    init(
        _ client: ArielClient, window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, asksWhole: Bool,
        _ asking: any ServiceAsking
    ) {
        self.client = client
        self.window = window
        self.wanted = wanted
        self.pageSize = max(pageSize, 1)
        self.asksWhole = asksWhole
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        if let wanted, wanted.tellingParts.isEmpty { return nil }
        let search = try await found()
        guard !isOver, offset < search.records else { return nil }
        let (rows, first) = try await client.rows(of: search.id, from: offset, count: pageSize, asking)
        var page = page(rows)
        if let complaint = search.complaint { page.flaw = .init("cut-answer", "QRadar says: \(complaint)") }
        if first != offset {
            page.flaw = .init("page-loop", "rows from \(first) came where those from \(offset) were asked for")
            isOver = true
        }
        offset += rows.count
        if rows.isEmpty { isOver = true }
        return page
    }

    func close() async {
        guard let id else { return }
        self.id = nil
        await client.free(id, asking)
    }

    private func found() async throws(TransportFailure) -> ArielClient.Search {
        if let search { return search }
        let (query, window, wanted) = (client.query, window, wanted)
        let id = try await client.start({ query.rows(window, wanted: wanted, number: $0) }, asking)
        self.id = id
        let search = try await client.finish(id, asking)
        self.search = search
        return search
    }

    private func page(_ rows: [JSONTree]) -> SourcePage {
        var lines = EventLines()
        for row in rows {
            if let window, let time = row["devicetime"]?.wholeNumber {
                let (nanoseconds, overflow) = time.multipliedReportingOverflow(by: 1_000_000)
                if overflow || !window.contains(nanoseconds) { continue }
            }
            let event = event(row)
            if let wanted, !wanted.contains(event.id) { continue }
            if asksWhole { lines.append(row) } else { lines.append(event) }
        }
        return lines.page
    }

    private func event(_ row: JSONTree) -> StoredEvent {
        let payload = row["payload"]?.scalarBytes ?? []
        let reading = client.text.read(payload)
        var event = StoredEvent()
        event.id = reading.id
        event.time = reading.time ?? row["devicetime"]?.wholeNumber.map { String($0) }
        event.ingested = row["starttime"]?.wholeNumber.map { String($0) }
        event.length = payload.count
        if client.text.isKept { event.text = payload }
        event.isCut = reading.isCut
        // A row may stand for several events, whose payloads are not kept.
        if let count = row["eventcount"]?.wholeNumber, count > 1 {
            event.place.append(.init("eventcount", .integer(Int(count))))
        }
        return event
    }
}

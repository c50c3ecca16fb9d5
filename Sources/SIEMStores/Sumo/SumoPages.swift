import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// The pages of one search job.
actor SumoPages: SourcePages {
    private let client: SumoClient
    private let window: TimeWindow?
    private let wanted: WantedIDs?
    private let pageSize: Int
    private let asking: any ServiceAsking
    /// What is to be freed.
    private var job: SumoClient.Job?
    private var outcome: SumoClient.Outcome?
    private var offset = 0
    private var kept = 0
    /// Sumo's own ids of the messages that came.
    private var seen: Set<String> = []
    private var isOver = false

    private static let millisecond: Int64 = 1_000_000
    /// 2100-01-01T00:00:00Z in milliseconds: later than any message.
    private static let end: Int64 = 4_102_444_800_000

    init(
        _ client: SumoClient, window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) {
        self.client = client
        self.window = window
        self.wanted = wanted
        self.pageSize = max(pageSize, 1)
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        if let wanted, wanted.tellingParts.isEmpty { return nil }
        if isOver { return nil }
        let job = try await started()
        let outcome = try await done(job)
        guard outcome.messages > 0 || outcome.complaint != nil || outcome.warning != nil else { return nil }
        let messages =
            offset < outcome.messages
            ? try await client.messages(of: job, from: offset, count: pageSize, asking) : []
        offset += messages.count
        isOver = messages.isEmpty || offset >= outcome.messages
        var page = page(messages)
        kept += page.records
        if isOver, wanted == nil {
            // Messages that are announced but do not come are missed as if they had been counted.
            page.expected = kept + max(0, outcome.messages - offset)
        }
        if let complaint = outcome.complaint { page.flaw = .init("cut-answer", "Sumo Logic says: \(complaint)") }
        page.remark = outcome.warning.map { warning in
            Problem(
                .warning, "W-SIEM-WARNS", "Sumo Logic warns about a search", place: client.host, said: warning,
                effect: "its messages were taken; whether some are left out, Sumo Logic does not say",
                fix: "run the search in Sumo Logic's own page")
        }
        let ids = messages.compactMap { $0["_messageid"]?.text }
        if !ids.isEmpty, ids.allSatisfy(seen.contains) {
            page.flaw = .init("page-loop", "messages of an earlier page came again")
            isOver = true
        }
        seen.formUnion(ids)
        return page
    }

    func close() async {
        guard let job else { return }
        self.job = nil
        await client.free(job, asking)
    }

    private func started() async throws(TransportFailure) -> SumoClient.Job {
        if let job { return job }
        let from = window.map { EventTime.floor($0.from, Self.millisecond) / Self.millisecond } ?? 0
        let to = window.map { EventTime.floor($0.to, Self.millisecond) / Self.millisecond + 1 } ?? Self.end
        let job = try await client.start(from: from, to: to, wanted: wanted, asking)
        self.job = job
        return job
    }

    private func done(_ job: SumoClient.Job) async throws(TransportFailure) -> SumoClient.Outcome {
        if let outcome { return outcome }
        let outcome = try await client.finish(job, asking)
        self.outcome = outcome
        return outcome
    }

    private func page(_ messages: [JSONTree]) -> SourcePage {
        var lines = EventLines()
        for message in messages {
            // Whether Sumo counts the end of a stretch in is not said: what lies outside is another slice's.
            if let window, let time = message["_messagetime"]?.wholeNumber {
                let (nanoseconds, overflow) = time.multipliedReportingOverflow(by: Self.millisecond)
                if overflow || !window.contains(nanoseconds) { continue }
            }
            let event = event(message)
            if let wanted, !wanted.contains(event.id) { continue }
            if client.asksWhole { lines.append(message) } else { lines.append(event) }
        }
        return lines.page
    }

    private func event(_ message: JSONTree) -> StoredEvent {
        let raw = message["_raw"]?.scalarBytes ?? []
        let reading = client.text.read(raw)
        var event = StoredEvent()
        event.id = reading.id
        event.time = reading.time ?? message["_messagetime"]?.wholeNumber.map { String($0) }
        event.ingested = message["_receipttime"]?.wholeNumber.map { String($0) }
        event.length = raw.count
        if client.text.isKept { event.text = raw }
        event.isCut = reading.isCut
        event.place = ["_messageid", "_sourcecategory"].compactMap { name in
            message[name]?.text.map { .init(name, .string($0)) }
        }
        return event
    }
}

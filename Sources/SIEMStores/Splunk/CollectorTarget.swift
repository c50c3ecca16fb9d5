import AuditModel
import ByteScan
import Settings
import Transport

/// Splunk's HTTP Event Collector.
///
/// Sources: help.splunk.com, "Format events for HTTP Event Collector", "HTTP Event Collector REST API endpoints", "About
/// HTTP Event Collector Indexer Acknowledgment", "Troubleshoot HTTP Event Collector" (codes).
struct CollectorTarget: HTTPTarget {
    let url: String
    let format: Format
    /// What is said of every event; names as the collector has them: `index`, `source`, `sourcetype`, `host`.
    let metadata: [(name: String, value: String)]
    /// A GUID, which names this client to the collector.
    let channel: String
    /// How long acknowledgements are waited for, seconds; nil: the token gives none.
    let ackSeconds: Double?
    let pausing: DeliveryPausing
    let traits: DeliveryTraits

    /// How events are handed over.
    enum Format: String, Sendable, CaseIterable {
        /// One by one, each with its time and marks.
        case event
        /// As lines, which the collector takes apart.
        case raw
    }

    /// `max_content_length` of limits.conf, as it is unless changed.
    static let mostBytes = 838_860_800

    var mostBodyBytes: Int? { Self.mostBytes }

    // MARK: Requests

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(0) { $0 + $1.record.count + $1.record.count / 8 + 256 })
        for event in events {
            switch format {
            case .event: append(event, marks, to: &body)
            case .raw: body += event.record
            }
            body.append(UInt8(ascii: "\n"))
        }
        var address = url + "/services/collector/" + format.rawValue
        if format == .raw {
            let fields = metadata.map { HTTPCall.Header($0.name, $0.value) }
            if !fields.isEmpty { address += "?" + String(decoding: PercentCoding.form(fields), as: UTF8.self) }
        }
        return post(address, body)
    }

    private func post(_ address: String, _ body: [UInt8]) -> HTTPCall {
        HTTPCall(
            "POST", address,
            headers: [.init("Content-Type", "application/json"), .init("X-Splunk-Request-Channel", channel)], body: body
        )
    }

    /// The event is a text, so that the index holds the record byte for byte.
    private func append(_ event: DeliveryEvent, _ marks: SentMarks, to body: inout [UInt8]) {
        body.append(plain: #"{"event":"#)
        body.append(quoting: event.record)
        if let time = event.time {
            let milliseconds = EventTime.floor(time, 1_000_000) / 1_000_000
            body.append(plain: #","time":"#)
            body.append(plain: EpochText.seconds(milliseconds: milliseconds))
        }
        body.append(members: metadata)
        if !marks.isEmpty {
            body.append(plain: #","fields":{"#)
            for (place, mark) in marks.members.enumerated() {
                if place > 0 { body.append(UInt8(ascii: ",")) }
                body.append(quoted: mark.name)
                body.append(UInt8(ascii: ":"))
                body.append(quoted: mark.value)
            }
            body.append(UInt8(ascii: "}"))
        }
        body.append(UInt8(ascii: "}"))
    }

    // MARK: Answers

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        guard let answer = CollectorAnswer(reply) else {
            return all(events, .doubtful("the answer of \(traits.address) is not understood"))
        }
        switch answer.code {
        case 0: break
        case 5: return .refused(code: "5", words: answer.text)
        case 6, 12, 13, 15: return refused(answer, events)
        case 27: return .tooLarge
        default:
            let bad = answer.invalidEvent ?? 0
            return .stop(
                stopped(answer),
                events.indices.map { $0 < bad ? .doubtful("a later event of the request was refused") : .unsent })
        }
        guard let ackSeconds else { return all(events, .taken) }
        guard let id = answer.ackID else {
            let failure = failure(
                .rejected, "the token gives no acknowledgements", said: nil,
                fix: "switch on indexer acknowledgement for the token, or remove ack")
            return .stop(failure, events.map { _ in .doubtful("the token gives no acknowledgements") })
        }
        return all(events, await acknowledged(id, within: ackSeconds, asking))
    }

    private func all(_ events: [DeliveryEvent], _ fate: DeliveryFate) -> TargetReading {
        .fates(events.map { _ in fate })
    }

    /// One event is not understood: those before it may have been indexed, those behind it were not looked at.
    private func refused(_ answer: CollectorAnswer, _ events: [DeliveryEvent]) -> TargetReading {
        let refusal = DeliveryFate.refused(
            code: String(answer.code), words: AnswerFailure.words(Array(answer.text.utf8)))
        guard events.count > 1 else { return .fates([refusal]) }
        guard let number = answer.invalidEvent, events.indices.contains(number) else {
            return all(events, .doubtful("one event was refused; which of them were taken is not known"))
        }
        return .fates(
            events.indices.map { place in
                if place == number { return refusal }
                return place < number ? .doubtful("a later event of the request was refused") : .unsent
            }, isBusy: false)
    }

    private func stopped(_ answer: CollectorAnswer) -> TransportFailure {
        let said = "\(answer.code) \(AnswerFailure.words(Array(answer.text.utf8)))"
        return failure(
            .rejected, "\(traits.address) does not take events this way", said: said,
            fix: answer.code == 7 ? "allow the index for the token, or change index" : "check token, format and index")
    }

    private func failure(
        _ kind: TransportFailure.Kind, _ what: String, said: String?, fix: String
    ) -> TransportFailure {
        TransportFailure(
            kind, host: traits.address, words: said,
            problem: Problem(
                .error, "E-DELIVERY-COLLECTOR", what, place: traits.address, said: said,
                means: "what the collector says holds for every event", effect: "nothing more was sent", fix: fix))
    }

    // MARK: Acknowledgements

    private static let firstLook: Double = 1
    private static let longestLook: Double = 10

    /// Asks until the collector says that a request is indexed; it says so once.
    private func acknowledged(_ id: Int, within seconds: Double, _ asking: any ServiceAsking) async -> DeliveryFate {
        var (waited, pause) = (0.0, Self.firstLook)
        while waited < seconds {
            guard await pausing.pause(seconds: pause) else {
                return .doubtful("the run was stopped before it was acknowledged")
            }
            waited += pause
            pause = min(pause * 2, Self.longestLook)
            let body: JSONValue = ["acks": .array([.integer(id)])]
            let call = post(url + "/services/collector/ack?channel=" + channel, Array(body.text().utf8))
            do throws(TransportFailure) {
                let reply = try await asking.ask(call) { _ in true }
                let tree = try? JSONTree(parsing: reply.body)
                if tree?["acks"]?[String(id)] == .bool(true) { return .taken }
            } catch  where error.kind == .cancelled {
                return .doubtful(error.problem.what)
            } catch {
                // What was not told may be told the next time.
                continue
            }
        }
        return .doubtful("not acknowledged within \(Int(seconds)) s")
    }

    // MARK: Looking

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        let health = try await asking.ask(HTTPCall("GET", url + "/services/collector/health")) { _ in true }
        told.product = "Splunk HTTP Event Collector"
        if let answer = CollectorAnswer(health), answer.code != 17 { told.remarks.append("health: \(answer.text)") }
        // Nothing to store is code 5 for a token that is let in.
        let probe = try await asking.ask(post(url + "/services/collector/event", [])) { _ in true }
        if let answer = CollectorAnswer(probe), ![0, 5].contains(answer.code) { throw stopped(answer) }
        guard ackSeconds != nil else { return told }
        let body: JSONValue = ["acks": .array([])]
        let acks = try await asking.ask(
            post(url + "/services/collector/ack?channel=" + channel, Array(body.text().utf8))
        ) { _ in true }
        if let answer = CollectorAnswer(acks), answer.code == 14 { throw stopped(answer) }
        return told
    }
}

/// What the collector says: `{"text":"Success","code":0,"ackId":7}`.
struct CollectorAnswer {
    let code: Int
    let text: String
    let ackID: Int?
    /// The first event that is not understood, counted from 0.
    let invalidEvent: Int?

    /// Nil for an answer of another form.
    init?(_ reply: HTTPReply) {
        guard let tree = try? JSONTree(parsing: reply.body), let code = tree["code"]?.wholeNumber else { return nil }
        self.code = Int(code)
        text = tree["text"]?.text ?? ""
        ackID = tree["ackId"]?.wholeNumber.map { Int($0) }
        invalidEvent = tree["invalid-event-number"]?.wholeNumber.map { Int($0) }
    }
}

import AuditModel
import Transport

/// Asks one workspace and reads its answers.
struct WorkspaceDesk: Sendable {
    /// The address questions are posted to.
    let url: String
    let query: WorkspaceQuery
    /// How far TimeGenerated is looked at after an event's own time, nanoseconds.
    let late: Int64
    /// Seconds the service may work on a question before it gives up.
    let patience: Int

    private static let day: Int64 = 86_400_000_000_000

    /// Asks a question about a window of event time, or of all times.
    ///
    /// `timespan` bounds TimeGenerated, which may lie elsewhere than the event's own time.
    ///
    /// - Throws: a failure of kind `shrink` where the answer lacks rows.
    func answer(
        to text: String, in window: TimeWindow?, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> WorkspaceAnswer {
        var body: [JSONValue.Member] = [.init("query", .string(text))]
        if let window { body.append(.init("timespan", .string(timespan(of: window)))) }
        let call = HTTPCall(
            "POST", url,
            headers: [.init("Content-Type", "application/json"), .init("Prefer", "wait=\(patience)")],
            body: Array(JSONValue.object(body).text(pretty: false).utf8))
        let box = WorkspaceAnswerBox()
        _ = try await asking.ask(call) { box.take($0) }
        guard let answer = box.answer else { throw lacking("its tables") }
        if let error = answer.error { throw partial(error) }
        return answer
    }

    /// An answer without something that every answer has.
    func lacking(_ what: String) -> TransportFailure {
        TransportFailure(
            .cutAnswer, host: host,
            problem: Problem(
                .error, "E-CUT-ANSWER", "an answer lacks \(what)", place: host,
                means: "the service has changed, or what answers there is no Azure Monitor",
                effect: "this part of the window is not whole", fix: "check url and cloud of the SIEM"))
    }

    /// A success that says that it is none.
    private func partial(_ said: String) -> TransportFailure {
        TransportFailure(
            .shrink, host: host, status: 200, code: "PartialError", words: said,
            problem: Problem(
                .error, "E-PARTIAL-ANSWER", "an answer lacks some of its rows", place: host, said: said,
                means: "the rows are more than one answer holds, or a part of the workspace did not answer",
                effect: "smaller questions were asked; what was answered so even then is not whole",
                fix: "run the command again with --resume"))
    }

    private var host: String { HTTPAddress(url)?.name ?? url }

    private func timespan(of window: TimeWindow) -> String {
        let (from, under) = window.from.subtractingReportingOverflow(Self.day)
        let (to, over) = window.to.addingReportingOverflow(late)
        return KustoText.time(under ? window.from : from) + "/" + KustoText.time(over ? window.to : to)
    }
}

import AuditModel
import ByteScan
import Synchronization
import Transport

/// Asks Sumo Logic's search jobs.
///
/// Facts: SumoLogic/sumologic-documentation, docs/api/search-job.md.
final class SumoClient: Sendable {
    let host: String
    let query: PipedQuery
    let text: EventText
    let patience: JobPatience
    let asksWhole: Bool
    /// Where the account lives, once a redirect has said so; without a slash at its end.
    private let deployment: Mutex<String>

    /// A search job, and the cookies that lead to the machine that runs it.
    struct Job: Sendable {
        let url: String
        let cookies: String?
    }

    /// A job that is done.
    struct Outcome: Sendable {
        let messages: Int
        /// What the job says went wrong, all of it; nil for nothing.
        let complaint: String?
        /// What it warns of, all of it; nil for nothing.
        let warning: String?
    }

    private static let path = "/api/v1/search/jobs"
    private static let mostRedirects = 3

    init(
        url: String, host: String, query: PipedQuery, text: EventText, patience: JobPatience, asksWhole: Bool
    ) {
        self.host = host
        self.query = query
        self.text = text
        self.patience = patience
        self.asksWhole = asksWhole
        deployment = Mutex(url)
    }

    /// Starts a job over messages dated in `[from, to]`, milliseconds since the Unix epoch.
    func start(
        from: Int64, to: Int64, wanted: WantedIDs?, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Job {
        let body: JSONValue = [
            "query": .string(text(wanted)), "from": .string(String(from)), "to": .string(String(to)),
            "timeZone": .string("UTC"), "byReceiptTime": .bool(false),
        ]
        for _ in 0..<Self.mostRedirects {
            let base = deployment.withLock { $0 }
            var call = HTTPCall("POST", base + Self.path, headers: [.init("Content-Type", "application/json")])
            call.body = Array(body.text(pretty: false).utf8)
            let answer = try await asking.askJSON(call)
            if answer.reply.status == 301 {
                try move(answer.reply)
                continue
            }
            guard let id = answer.body["id"]?.text, id.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
                throw AnswerFailure.cut("no id of the job", host: host)
            }
            let cookies = answer.reply.values(of: "set-cookie").map { $0.prefix { $0 != ";" } }
            return Job(
                url: base + Self.path + "/" + id, cookies: cookies.isEmpty ? nil : cookies.joined(separator: "; "))
        }
        throw AnswerFailure.rejected("one redirect after the other", host: host, status: 301)
    }

    /// Takes the deployment from a redirect; whether it may be asked is decided when it is.
    private func move(_ reply: HTTPReply) throws(TransportFailure) {
        guard let location = reply.values(of: "location").first, let address = HTTPAddress(location) else {
            throw AnswerFailure.rejected("a redirect without an address", host: host, status: 301)
        }
        deployment.withLock { $0 = (address.isSecure ? "https://" : "http://") + address.name }
    }

    /// Waits until a job is done.
    ///
    /// It says once what went wrong since the last look, so that this is gathered.
    func finish(_ job: Job, _ asking: any ServiceAsking) async throws(TransportFailure) -> Outcome {
        var (look, complaints, warnings): (Int, [String], [String]) = (0, [], [])
        while true {
            let body = try await asking.askJSON(call("GET", job)).body
            complaints += body["pendingErrors"]?.elements?.compactMap(\.text) ?? []
            warnings += body["pendingWarnings"]?.elements?.compactMap(\.text) ?? []
            switch body["state"]?.text {
            case "DONE GATHERING RESULTS":
                guard let messages = body["messageCount"]?.wholeNumber else {
                    throw AnswerFailure.cut("no messageCount", host: host)
                }
                return Outcome(
                    messages: Int(messages), complaint: Self.words(complaints), warning: Self.words(warnings))
            case "FORCE PAUSED":
                throw AnswerFailure.tooLarge("FORCE PAUSED: more messages than a job may have", host: host)
            case "CANCELLED": throw AnswerFailure.gone("the job was cancelled", host: host)
            case "NOT STARTED", "GATHERING RESULTS": break
            case let state: throw AnswerFailure.cut("state \(state ?? "none")", host: host)
            }
            try await patience.pause(look)
            look += 1
        }
    }

    private static func words(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : AnswerFailure.words(Array(texts.joined(separator: "; ").utf8))
    }

    /// Some messages of a job that is done.
    func messages(
        of job: Job, from offset: Int, count: Int, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> [JSONTree] {
        let body = try await asking.askJSON(call("GET", job, "/messages?offset=\(offset)&limit=\(count)")).body
        guard let messages = body["messages"]?.elements else { throw AnswerFailure.cut("no messages", host: host) }
        return messages.compactMap { $0["map"] }
    }

    /// Deletes a job.
    func free(_ job: Job, _ asking: any ServiceAsking) async { await asking.leave(call("DELETE", job)) }

    private func call(_ method: String, _ job: Job, _ rest: String = "") -> HTTPCall {
        HTTPCall(method, job.url + rest, headers: job.cookies.map { [.init("Cookie", $0)] } ?? [])
    }

    /// The query, narrowed to messages that hold an id.
    private func text(_ wanted: WantedIDs?) -> String {
        var parts = query.condition.isEmpty ? ["*"] : [query.condition]
        if let wanted {
            let texts = wanted.tellingParts.flatMap(GUIDSpelling.inside).map { text in
                "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
            }
            parts = parts.map { "(\($0))" } + ["(" + texts.joined(separator: " or ") + ")"]
        }
        return parts.joined(separator: " and ") + (query.pipes.isEmpty ? "" : " \(query.pipes)")
    }
}

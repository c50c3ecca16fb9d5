/// Recognises an answer that asks to slow down, in every dress it comes in.
struct ThrottleReader: Hashable, Sendable {
    let rules: ThrottleRules

    /// A wish to slow down.
    struct Throttle: Hashable, Sendable {
        /// Seconds to wait; nil when the service does not say.
        let seconds: Double?
    }

    /// Codes that mean it at one service and nothing else at any other: Management Activity, AWS, OneLogin, Google,
    /// Okta, Entra, Graph, Slack.
    private static let codes: Set = [
        "AF429", "ThrottlingException", "Throttling", "TooManyRequestsException", "rate_limit_exceeded",
        "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "E0000047", "AADSTS90055", "TooManyRequests",
        "ratelimited",
    ]
    /// Words that mean it together with 400 or 403: Management Activity, GitHub.
    private static let words = ["too many request", "rate limit"]
    /// Headers with the number of requests left: GitHub, Okta and those that follow the draft for such headers.
    private static let remainingHeaders = ["x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining"]

    /// The wish in an answer; nil when there is none.
    ///
    /// - Parameters:
    ///   - error: what the answer's body says.
    ///   - now: nanoseconds since the Unix epoch, by the service's clock if it is known.
    func throttle(in reply: HTTPReply, error: ServiceError, now: Int64) -> Throttle? {
        guard isThrottle(reply, error) else { return nil }
        for wait in rules.waits + [.retryAfter] {
            if let seconds = seconds(wait, reply, now: now) { return Throttle(seconds: seconds) }
        }
        return Throttle(seconds: nil)
    }

    private func isThrottle(_ reply: HTTPReply, _ error: ServiceError) -> Bool {
        if let code = error.code, rules.codes.contains(code) { return true }
        guard !(200..<300).contains(reply.status) else { return false }
        if reply.status == 429 || rules.statuses.contains(reply.status) { return true }
        if let code = error.code, Self.codes.contains(code) { return true }
        if reply.status == 503, seconds(.retryAfter, reply, now: 0) != nil { return true }
        if reply.status == 403, hasNoneLeft(reply) { return true }
        guard reply.status == 400 || reply.status == 403, let said = error.words?.lowercased() else { return false }
        return (rules.words + Self.words).contains { said.range(ofText: $0) != nil }
    }

    private func hasNoneLeft(_ reply: HTTPReply) -> Bool {
        (rules.remainingHeaders + Self.remainingHeaders).contains { name in
            reply.values(of: name).contains { Double($0.trimmed) == 0 }
        }
    }

    private func seconds(_ wait: ThrottleRules.Wait, _ reply: HTTPReply, now: Int64) -> Double? {
        switch wait {
        case .retryAfter:
            guard let text = reply.values(of: "retry-after").first?.trimmed else { return nil }
            if let seconds = Self.number(text) { return seconds }
            return HTTPDate.nanoseconds(text).map { max(0, Double($0 - now) / 1e9) }
        case .header(let name, let unit):
            guard let number = reply.values(of: name).first.flatMap({ Self.number($0.trimmed) }) else { return nil }
            return switch unit {
            case .epochSeconds: max(0, number - Double(now) / 1e9)
            case .epochMilliseconds: max(0, number / 1e3 - Double(now) / 1e9)
            case .seconds: number
            }
        }
    }

    /// A number that is not negative and not without end.
    private static func number(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}

extension String {
    /// Without blanks and tabs at both ends.
    var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

import Testing

@testable import Transport

struct ThrottleReaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var status = 429
        var code: String?
        var words: String?
        var headers: [(String, String)] = []
        var rules = ThrottleRules()
        /// Seconds; nil for a wish without a time.
        var seconds: Double?
    }

    private static func rules(
        statuses: Set<Int> = [429], codes: Set<String> = [], words: [String] = [], remaining: [String] = [],
        waits: [ThrottleRules.Wait] = [.retryAfter]
    ) -> ThrottleRules {
        var rules = ThrottleRules()
        (rules.statuses, rules.codes, rules.words) = (statuses, codes, words)
        (rules.remainingHeaders, rules.waits) = (remaining, waits)
        return rules
    }

    private func read(_ test: Case) -> ThrottleReader.Throttle? {
        ThrottleReader(rules: test.rules).throttle(
            in: HTTPReply(test.status, headers: test.headers), error: .init(code: test.code, words: test.words),
            now: HandClock.start)
    }

    private static let dresses = [
        Case(testDescription: "429 without a time"),
        Case(testDescription: "429 with seconds", headers: [("retry-after", " 17 ")], seconds: 17),
        Case(
            testDescription: "429 with a date", headers: [("Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT")], seconds: 90
        ),
        Case(
            testDescription: "a date in the past", headers: [("Retry-After", "Thu, 01 Jan 2015 00:01:30 GMT")],
            seconds: 0),
        Case(testDescription: "a time nobody understands", headers: [("Retry-After", "later")]),
        Case(testDescription: "a negative time", headers: [("Retry-After", "-5")]),
        Case(testDescription: "a time without end", headers: [("Retry-After", "inf")]),
        Case(testDescription: "503 with a time", status: 503, headers: [("Retry-After", "3")], seconds: 3),
        Case(testDescription: "503 by rule", status: 503, rules: rules(statuses: [429, 503])),
        Case(testDescription: "403 AF429", status: 403, code: "AF429"),
        Case(testDescription: "403 with words", status: 403, words: "Too many requests. Method=GetBlob"),
        Case(testDescription: "403 with none left", status: 403, headers: [("X-RateLimit-Remaining", "0")]),
        Case(
            testDescription: "403 with none left and a reset in epoch seconds", status: 403,
            headers: [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1767225660")],
            rules: rules(waits: [.retryAfter, .header("x-ratelimit-reset", unit: .epochSeconds)]), seconds: 60),
        Case(
            testDescription: "429 with a reset in epoch milliseconds", headers: [("Reset", "1767225661500")],
            rules: rules(waits: [.header("reset", unit: .epochMilliseconds)]), seconds: 61.5),
        Case(
            testDescription: "429 with a reset in seconds", headers: [("Reset", "42")],
            rules: rules(waits: [.header("reset", unit: .seconds)]), seconds: 42),
        Case(
            testDescription: "a declared header first, Retry-After last",
            headers: [("Retry-After", "5"), ("Reset", "42")],
            rules: rules(waits: [.header("reset", unit: .seconds)]), seconds: 42),
        Case(
            testDescription: "own header for what remains", status: 403, headers: [("left", "0")],
            rules: rules(remaining: ["left"])),
        Case(testDescription: "400 ThrottlingException", status: 400, code: "ThrottlingException"),
        Case(testDescription: "400 rate_limit_exceeded", status: 400, code: "rate_limit_exceeded"),
        Case(testDescription: "403 rateLimitExceeded", status: 403, code: "rateLimitExceeded"),
        Case(testDescription: "own code with any status", status: 200, code: "busy", rules: rules(codes: ["busy"])),
        Case(
            testDescription: "own words with 400", status: 400, words: "Slow Down", rules: rules(words: ["slow down"])),
        Case(testDescription: "429 with a meaningless code", code: "UnknownError", words: "throttled"),
    ]

    @Test(arguments: dresses)
    func everyDressIsRecognised(_ test: Case) {
        #expect(read(test) == ThrottleReader.Throttle(seconds: test.seconds))
    }

    @Test(arguments: [
        Case(testDescription: "a plain refusal", status: 403, words: "Insufficient privileges"),
        Case(testDescription: "403 with some left", status: 403, headers: [("X-RateLimit-Remaining", "40")]),
        Case(testDescription: "200 with none left", status: 200, headers: [("X-RateLimit-Remaining", "0")]),
        Case(testDescription: "503 without a time", status: 503),
        Case(testDescription: "404 with the words", status: 404, words: "too many requests"),
        Case(testDescription: "a success with a common code", status: 200, code: "ThrottlingException"),
    ])
    func otherAnswersAreNone(_ test: Case) { #expect(read(test) == nil) }
}

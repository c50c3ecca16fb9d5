import AuditModel
import Testing
import Transport

@testable import SIEMStores

/// What becomes of events when a service fails, on the plainest of targets.
struct HTTPDeliveryTests {
    private static let settings = "{type: http, url: https://siem.test/in, token: {env: T}, gzip: false}"

    /// What a service does each time, and what is said of two events.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: @Sendable (Int) throws -> HTTPReply
        let fates: [String]
        var stops = false
        var requests = 1

        init(
            _ name: String, _ fates: [String], stops: Bool = false, requests: Int = 1,
            _ answer: @escaping @Sendable (Int) throws -> HTTPReply
        ) {
            (testDescription, self.answer, self.fates, self.stops, self.requests) = (
                name, answer, fates, stops, requests
            )
        }
    }

    static let cases: [Case] = [
        Case("taken", ["taken", "taken"]) { _ in HTTPReply(status: 200) },
        Case("429 is waited for", ["taken", "taken"], requests: 3) { HTTPReply(status: $0 < 3 ? 429 : 200) },
        Case("503 that says when is waited for", ["taken", "taken"], requests: 2) { number in
            number < 2 ? HTTPReply(status: 503, headers: [.init("Retry-After", "1")]) : HTTPReply(status: 200)
        },
        Case("503 that does not may have been a gateway", ["doubtful", "doubtful"]) { _ in HTTPReply(status: 503) },
        Case("500", ["doubtful", "doubtful"]) { _ in HTTPReply(status: 500) },
        Case("502", ["doubtful", "doubtful"]) { _ in HTTPReply(status: 502) },
        Case("504", ["doubtful", "doubtful"]) { _ in HTTPReply(status: 504) },
        Case("408", ["doubtful", "doubtful"]) { _ in HTTPReply(status: 408) },
        Case("a broken connection", ["doubtful", "doubtful"]) { _ in throw SendFault(.reset) },
        Case("no answer in time", ["doubtful", "doubtful"]) { _ in throw SendFault(.headTimeout) },
        Case("nobody there", ["unsent", "unsent"], stops: true, requests: 5) { _ in throw SendFault(.connect) },
        Case("nobody there at first", ["taken", "taken"], requests: 3) { number in
            if number < 3 { throw SendFault(.connect) }
            return HTTPReply(status: 200)
        },
        Case("another's certificate", ["unsent", "unsent"], stops: true) { _ in throw SendFault(.trust) },
        Case("401", ["unsent", "unsent"], stops: true) { _ in HTTPReply(status: 401) },
        Case("403", ["unsent", "unsent"], stops: true) { _ in HTTPReply(status: 403) },
        Case("404", ["unsent", "unsent"], stops: true) { _ in HTTPReply(status: 404) },
        Case("415", ["unsent", "unsent"], stops: true) { _ in HTTPReply(status: 415) },
        Case("302", ["unsent", "unsent"], stops: true) { _ in HTTPReply(status: 302) },
        Case("413 until it is small enough", ["taken", "taken"], requests: 3) { HTTPReply(status: $0 < 2 ? 413 : 200) },
        Case("413 for one event alone", ["refused", "refused"], requests: 3) { _ in HTTPReply(status: 413) },
        Case("400 for one of them", ["refused", "taken"], requests: 3) { HTTPReply(status: $0 < 3 ? 400 : 200) },
    ]

    @Test(arguments: cases)
    func fatesFollowFromAnswers(_ test: Case) async throws {
        let script = ScriptedDelivery { _, number in try test.answer(number) }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(2))
        #expect(receipt.fates.map(\.word) == test.fates)
        #expect((receipt.stop != nil) == test.stops, "\(String(describing: receipt.stop?.problem))")
        #expect(script.calls.count == test.requests)
    }

    @Test func aWayOfSendingThatIsWrongIsNotedEarly() async throws {
        let script = ScriptedDelivery { _, _ in .json(400, #"{"error":{"code":"bad_format","message":"no"}}"#) }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(500))
        #expect(receipt.stop?.problem.code == "E-DELIVERY-REFUSED")
        #expect(receipt.fates.count { $0.word == "refused" } == 16)
        #expect(receipt.fates.count { $0.word == "unsent" } == 484)
        #expect(script.calls.count < 60)
    }

    @Test func secretsThatTheTargetRepeatsAreTakenOut() async throws {
        let script = ScriptedDelivery { call, _ in
            let shown = call.headers.first { $0.name == "Authorization" }?.value ?? ""
            return .json(400, #"{"error":"no, \#(shown) is wrong"}"#)
        }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(1))
        guard case .refused(let code, let words)? = receipt.fates.first else {
            Issue.record("\(receipt.fates)")
            return
        }
        #expect(!words.contains("TOP-") && !code.contains("TOP-"))
        #expect(script.calls[0].headers.contains { $0.value.contains("TOP-") })
    }

    @Test func whatTheTargetNeverAsksForIsNotPacked() async throws {
        let script = ScriptedDelivery { _, _ in HTTPReply(status: 200) }
        let packed = Self.settings.replacing("gzip: false", with: "gzip: true")
        _ = try await script.delivery(packed).send(DeliveryScene.events(40))
        let call = try #require(script.calls.first)
        #expect(call.headers.contains { $0.name == "Content-Encoding" && $0.value == "gzip" })
        #expect(call.body?.starts(with: [0x1F, 0x8B]) == true)
    }
}

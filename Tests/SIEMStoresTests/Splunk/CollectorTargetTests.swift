import AuditModel
import Settings
import Simulators
import Testing
import Transport

@testable import SIEMStores

/// The collector's codes, and its acknowledgements.
struct CollectorTargetTests {
    private static let settings = "{type: hec, url: https://splunk.test:8088, token: {env: T}, gzip: false}"

    /// A code, the fates of three events, and whether nothing more is sent.
    struct Case: Sendable, CustomTestStringConvertible {
        let status: Int
        let body: String
        let fates: String
        var stops = false
        var testDescription: String { body }

        init(_ status: Int, _ body: String, _ fates: String, stops: Bool = false) {
            (self.status, self.body, self.fates, self.stops) = (status, body, fates, stops)
        }
    }

    static let cases: [Case] = [
        Case(200, #"{"text":"Success","code":0}"#, "taken taken taken"),
        Case(403, #"{"text":"Token disabled","code":1}"#, "unsent unsent unsent", stops: true),
        Case(401, #"{"text":"Token is required","code":2}"#, "unsent unsent unsent", stops: true),
        Case(401, #"{"text":"Invalid authorization","code":3}"#, "unsent unsent unsent", stops: true),
        Case(403, #"{"text":"Invalid token","code":4}"#, "unsent unsent unsent", stops: true),
        Case(400, #"{"text":"No data","code":5}"#, "refused refused refused"),
        Case(
            400, #"{"text":"Incorrect index","code":7,"invalid-event-number":0}"#, "unsent unsent unsent", stops: true),
        Case(500, #"{"text":"Internal server error","code":8}"#, "doubtful doubtful doubtful"),
        Case(503, #"{"text":"Server is busy","code":9}"#, "unsent unsent unsent", stops: true),
        Case(400, #"{"text":"Data channel is missing","code":10}"#, "unsent unsent unsent", stops: true),
        Case(400, #"{"text":"Invalid data channel","code":11}"#, "unsent unsent unsent", stops: true),
        Case(
            400, #"{"text":"Query string authorization is not enabled","code":16}"#, "unsent unsent unsent", stops: true
        ),
        Case(503, #"{"text":"HEC is unhealthy, queues are full","code":18}"#, "unsent unsent unsent", stops: true),
        Case(
            503, #"{"text":"HEC is unhealthy, ack service unavailable","code":19}"#, "unsent unsent unsent", stops: true
        ),
        Case(503, #"{"text":"HEC is unhealthy","code":20}"#, "unsent unsent unsent", stops: true),
        Case(400, #"{"text":"Invalid token","code":21}"#, "unsent unsent unsent", stops: true),
        Case(400, #"{"text":"Token disabled","code":22}"#, "unsent unsent unsent", stops: true),
        Case(503, #"{"text":"Server is shutting down","code":23}"#, "unsent unsent unsent", stops: true),
        Case(429, #"{"text":"The queue is nearly full","code":24}"#, "unsent unsent unsent", stops: true),
        Case(503, #"{"text":"The queue of acks is nearly full","code":26}"#, "unsent unsent unsent", stops: true),
        Case(413, #"{"text":"The request is too large","code":27}"#, "refused refused refused"),
        Case(400, #"{"text":"The request is too large","code":27}"#, "refused refused refused"),
        Case(200, "<html>", "doubtful doubtful doubtful"),
    ]

    @Test(arguments: cases)
    func codesMeanWhatTheyMean(_ test: Case) async throws {
        let script = ScriptedDelivery { _, _ in .json(test.status, test.body) }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(3))
        #expect(receipt.fates.map(\.word).joined(separator: " ") == test.fates)
        #expect((receipt.stop != nil) == test.stops)
    }

    @Test(arguments: [6, 12, 13, 15])
    func whatStandsBehindABadEventIsSentAgain(_ code: Int) async throws {
        let script = ScriptedDelivery { _, number in
            number == 1
                ? .json(400, #"{"text":"bad","code":\#(code),"invalid-event-number":1}"#)
                : .json(200, #"{"text":"Success","code":0}"#)
        }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(4))
        #expect(receipt.fates.map(\.word) == ["doubtful", "refused", "taken", "taken"])
        #expect(script.calls.count == 2 && script.waits.isEmpty)
    }

    @Test func anAcknowledgementIsAskedForUntilItComes() async throws {
        let script = ScriptedDelivery { call, number in
            call.url.contains("/ack")
                ? .json(200, #"{"acks":{"7":\#(number > 4)}}"#) : .json(200, #"{"text":"Success","code":0,"ackId":7}"#)
        }
        let receipt = try await script.delivery(Self.settings.dropLast() + ", ack: true}").send(DeliveryScene.events(2))
        #expect(receipt.fates == [.taken, .taken])
        #expect(script.calls.count == 5)
        #expect(Set(script.calls.map { $0.headers.first { $0.name == "X-Splunk-Request-Channel" }?.value }).count == 1)
    }

    @Test func withoutAnAcknowledgementDoubtsRemain() async throws {
        let row = DeliveryRow(
            kind: .hec,
            start: { _ in
                try await SimulatedReceiver(.hec, "splunk", "o365-management", faults: ["ingest-unacknowledged"])
            })
        try await DeliveryScene.with(row) { scene in
            let receipt = await scene.delivery.send(DeliveryScene.events(3))
            #expect(receipt.fates.allSatisfy { $0.isDoubtful } && receipt.stop == nil)
            let held = try await scene.receiver.received(atLeast: 3)
            #expect(held.count == 3)
        }
    }

    @Test func aTokenWithoutAcknowledgementsIsSaidToBeWrong() async throws {
        let script = ScriptedDelivery { _, _ in .json(200, #"{"text":"Success","code":0}"#) }
        let receipt = try await script.delivery(Self.settings.dropLast() + ", ack: true}").send(DeliveryScene.events(1))
        #expect(receipt.stop?.problem.code == "E-DELIVERY-COLLECTOR")
        #expect(receipt.fates.map(\.word) == ["doubtful"])
    }

    @Test func anEventHasItsTimeItsTextAndItsMarks() async throws {
        let script = ScriptedDelivery { _, _ in .json(200, #"{"text":"Success","code":0}"#) }
        let event = DeliveryEvent(id: "i", time: DeliveryScene.now + 1_999_999, record: Array(#"{"a":"ä"}"#.utf8))
        let settings = String(Self.settings.dropLast()) + ", index: o365, sourcetype: s}"
        _ = try await script.delivery(settings).send([event])
        let body = String(decoding: script.calls.first?.body ?? [], as: UTF8.self)
        #expect(
            body
                == #"{"event":"{\"a\":\"ä\"}","time":1793793600.001,"index":"o365","sourcetype":"s","fields":{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z"}}"#
                + "\n")
    }
}

import Testing

@testable import Transport

struct ClockOffsetTests {
    private static let second: Int64 = 1_000_000_000

    private func reply(ahead seconds: Int64, age: Bool = false) -> HTTPReply {
        let date = HTTPDate.text(HandClock.start + seconds * Self.second)
        return HTTPReply(200, headers: [("Date", date)] + (age ? [("Age", "40")] : []))
    }

    @Test func unknownBeforeTheFirstAnswer() { #expect(ClockOffset().milliseconds == nil) }

    @Test(
        arguments: [
            ([0], 0), ([600], 600_000), ([-31], -31_000), ([0, 2, 600], 2000), ([10, 20], 15_000),
            ([1, 2, 3, 600], 2500),
        ] as [([Int64], Int)])
    func medianOverHosts(_ seconds: [Int64], _ milliseconds: Int) {
        var clock = ClockOffset()
        for (index, ahead) in seconds.enumerated() {
            // Sent and received half a second later, where the cut second's middle lies.
            let sent = HandClock.start + Self.second / 2
            clock.observe(reply(ahead: ahead), host: "host\(index)", sent: sent, received: sent)
        }
        #expect(clock.milliseconds == milliseconds)
    }

    @Test func theFastestAnswerOfAHostCounts() {
        var clock = ClockOffset()
        let start = HandClock.start + Self.second / 2
        clock.observe(reply(ahead: 60), host: "a", sent: start, received: start + 40 * Self.second)
        clock.observe(reply(ahead: 5), host: "a", sent: start, received: start)
        clock.observe(reply(ahead: 90), host: "a", sent: start, received: start + Self.second)
        #expect(clock.milliseconds == 5000)
    }

    @Test func answersFromCachesAndWithoutADateSayNothing() {
        var clock = ClockOffset()
        clock.observe(reply(ahead: 60, age: true), host: "a", sent: HandClock.start, received: HandClock.start)
        clock.observe(HTTPReply(200), host: "a", sent: HandClock.start, received: HandClock.start)
        #expect(clock.milliseconds == nil)
    }
}

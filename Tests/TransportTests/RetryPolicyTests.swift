import Testing
import Transport

struct RetryPolicyTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var trouble = RetryPolicy.Trouble.connection
        var attempt = 1
        var asked: Double?
        var waited: Double = 0
        var jitter: Double = 1
        let delay: Double?
    }

    @Test(arguments: [
        Case(testDescription: "the first pause has at most a second", delay: 1),
        Case(testDescription: "full jitter begins at zero", jitter: 0, delay: 0),
        Case(testDescription: "each limit doubles", attempt: 4, delay: 8),
        Case(testDescription: "a connection is tried five times", attempt: 5, delay: nil),
        Case(testDescription: "what is slow is tried twice", trouble: .slow, attempt: 2, delay: nil),
        Case(testDescription: "a throttle without a hint starts longer", trouble: .throttle, delay: 4),
        Case(testDescription: "and rests for a second at least", trouble: .throttle, jitter: 0, delay: 1),
        Case(testDescription: "limits end at a minute", trouble: .throttle, attempt: 20, delay: 60),
        Case(testDescription: "what is asked for is kept", trouble: .throttle, asked: 17, jitter: 0, delay: 17),
        Case(testDescription: "and lengthened by a tenth at most", trouble: .throttle, asked: 17, delay: 18.7),
        Case(testDescription: "by five seconds at most", trouble: .throttle, asked: 300, delay: 305),
        Case(testDescription: "asked for nothing is a second", trouble: .throttle, asked: 0, jitter: 0, delay: 1),
        Case(testDescription: "asked beyond patience ends it", trouble: .throttle, asked: 901, jitter: 0, delay: nil),
        Case(testDescription: "patience counts all", trouble: .throttle, asked: 17, waited: 884, jitter: 0, delay: nil),
        Case(testDescription: "to its last second", trouble: .throttle, asked: 17, waited: 883, jitter: 0, delay: 17),
    ])
    func delay(_ test: Case) {
        let delay = RetryPolicy().delay(
            after: test.trouble, attempt: test.attempt, asked: test.asked, waited: test.waited, jitter: test.jitter)
        #expect(delay == test.delay)
    }
}

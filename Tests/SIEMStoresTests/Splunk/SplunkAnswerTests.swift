import AuditModel
import ByteScan
import Testing
import Transport

@testable import SIEMStores

struct SplunkAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let rows: Int
        let isWhole: Bool

        init(_ name: String, _ body: String, rows: Int, isWhole: Bool) {
            (testDescription, self.body, self.rows, self.isWhole) = (name, body, rows, isWhole)
        }
    }

    @Test(arguments: [
        Case("nothing at all", "", rows: 0, isWhole: false),
        Case("a bare last line", #"{"preview":false,"lastrow":true}"#, rows: 0, isWhole: true),
        Case(
            "a last line with a row", #"{"preview":false,"offset":0,"lastrow":true,"result":{"a":"1"}}"#, rows: 1,
            isWhole: true),
        Case("no last line", #"{"preview":false,"offset":0,"result":{"a":"1"}}"#, rows: 1, isWhole: false),
        Case(
            "a line that is cut", "{\"preview\":false,\"offset\":0,\"result\":{\"a\":\"1\"}}\n{\"previ", rows: 1,
            isWhole: false),
        Case(
            "the last line of a provisional set",
            #"{"preview":true,"offset":0,"lastrow":true,"result":{"count":"3"}}"#, rows: 0, isWhole: false),
        Case(
            "a provisional set before the final one",
            "{\"preview\":true,\"lastrow\":true,\"result\":{\"count\":\"3\"}}\n\n"
                + "{\"preview\":false,\"offset\":0,\"lastrow\":true,\"result\":{\"count\":\"9\"}}\n\n", rows: 1,
            isWhole: true),
        Case(
            "a message between rows",
            "{\"preview\":false,\"result\":{}}\n{\"preview\":false,\"messages\":[{\"type\":\"WARN\",\"text\":\"x\"}]}\n"
                + "{\"preview\":false,\"lastrow\":true,\"result\":{}}", rows: 2, isWhole: true),
        Case(
            "a failure instead of the rest",
            "{\"preview\":false,\"result\":{}}\n{\"messages\":[{\"type\":\"FATAL\",\"text\":\"out of memory\"}]}",
            rows: 1, isWhole: true),
    ])
    func onlyALastRowMakesItWhole(_ test: Case) {
        var rows = 0
        let body = Array(test.body.utf8)
        _ = SplunkAnswer(export: body) { _ in rows += 1 }
        #expect(rows == test.rows)
        #expect(SplunkAnswer.isWhole(export: HTTPReply(status: 200, body: body)) == test.isWhole)
    }

    @Test func aPageOfResultsSaysWhereItBegins() throws {
        var rows: [JSONTree] = []
        let body = #"{"preview":false,"init_offset":200,"messages":[],"results":[{"a":"1"},{"a":["1","2"]}]}"#
        let answer = try #require(SplunkAnswer(results: Array(body.utf8)) { rows.append($0) })
        #expect(answer.offset == 200)
        #expect(rows.map { SplunkRow.text($0["a"]) } == ["1", "1"])
        #expect(SplunkAnswer(results: Array(body.utf8.dropLast(9))) == nil)
    }

    @Test(
        arguments: [
            ("FATAL", "The maximum number of concurrent historical searches has been reached", .busy),
            ("ERROR", "Search process did not exit cleanly", .failed),
            ("WARN", "peer idx2 did not answer", .incomplete),
            ("WARN", "Search auto-finalized after 500 events", .capped),
            ("WARN", "Field 'x' is not used", .none), ("INFO", "Your search was fast", .none),
            ("INFO", "Your timerange was substituted based on your search string", .incomplete),
        ] as [(String, String, SplunkMessage.Effect)])
    func messagesHaveTheirEffect(_ type: String, _ text: String, _ effect: SplunkMessage.Effect) {
        #expect(SplunkMessage(type: type, text: text).effect == effect)
    }
}

import Testing

@testable import Transport

struct ReplyJSONTests {
    @Test(arguments: [
        ("error.code", "AF429"), ("codes.1", "7"), ("codes.0.name", "x"), ("big", "9007199254740993"), ("real", "1.5"),
    ])
    func pathsReachScalars(_ path: String, _ text: String) throws {
        let body =
            #"{"error":{"code":"AF429"},"codes":[{"name":"x"},7],"big":9007199254740993,"real":1.5,"no":null,"yes":true}"#
        let json = try #require(ReplyJSON(parsing: Array(body.utf8)))
        #expect(json.value(at: path)?.scalarText == text)
        #expect(json.value(at: path + ".more") == nil && json.value(at: "no")?.scalarText == nil)
    }

    @Test(arguments: ["", "{", "<html>", #"{"a":"#, "\u{0}"])
    func otherBodies(_ body: String) { #expect(ReplyJSON(parsing: Array(body.utf8)) == nil) }

    @Test func longBodiesAreNotLookedAt() {
        let body = Array(("\"" + String(repeating: "a", count: ReplyJSON.mostBytes) + "\"").utf8)
        #expect(ReplyJSON(parsing: body) == nil)
    }

    @Test func hugeNumbersAndDeepNestingDoNoHarm() {
        #expect(ReplyJSON(parsing: Array("[1e300]".utf8))?.value(at: "0")?.scalarText == "1e+300")
        #expect(ReplyJSON(parsing: Array(String(repeating: "[", count: 100_000).utf8)) == nil)
    }
}

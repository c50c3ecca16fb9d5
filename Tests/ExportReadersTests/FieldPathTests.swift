import ByteScan
import ExportReaders
import Testing

@Suite struct FieldPathTests {
    @Test(
        arguments: [
            ("Id", [.key("Id")]), ("properties.id", [.key("properties"), .key("id")]),
            ("AuditData:Id", [.key("AuditData"), .text, .key("Id")]),
            ("_raw:a:b", [.key("_raw"), .text, .key("a"), .text, .key("b")]),
            ("AuditData:", [.key("AuditData"), .text]),
            (#""event.id""#, [.key("event.id")]), (#"a."b.c".d"#, [.key("a"), .key("b.c"), .key("d")]),
            ("targetResources.0.id", [.key("targetResources"), .index(0), .key("id")]),
            (#""0".x"#, [.key("0"), .key("x")]), ("Date (UTC)", [.key("Date (UTC)")]),
            (#""a\"b""#, [.key("a\"b")]), ("\"a\\\"\u{302}\"", [.key("a\"\u{302}")]),
            ("@timestamp", [.key("@timestamp")]),
            ("name#2", [.key("name#2")]),
        ] as [(String, [FieldPath.Step])])
    func parsesAndPrintsBack(_ text: String, _ steps: [FieldPath.Step]) throws {
        let path = try FieldPath(parsing: text)
        #expect(path.steps == steps)
        #expect(path.description == text)
    }

    @Test(
        arguments: [
            ("", .missingKey, 0), (".a", .missingKey, 0), ("a..b", .missingKey, 2), ("a.", .missingKey, 2),
            (":a", .missingKey, 0), (#""a"#, .openQuote, 0), (#"x."a"b"#, .textBehindQuote, 5),
            ("a.12345678901", .hugeIndex, 2),
        ] as [(String, FieldPathError.Reason, Int)])
    func faultsHaveTheirPlace(_ text: String, _ reason: FieldPathError.Reason, _ offset: Int) {
        let error = #expect(throws: FieldPathError.self) { try FieldPath(parsing: text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test func listsArePartedByCommas() throws {
        let paths = try FieldPath.list(parsing: #"Date (UTC),CorrelationId,"a,b",AuditData:Id"#)
        #expect(paths.map(\.description) == ["Date (UTC)", "CorrelationId", #""a,b""#, "AuditData:Id"])
    }

    @Test(arguments: [
        (#"{"event":{"id":"a"}}"#, "event.id", "a"), (#"{"event.id":"b"}"#, "event.id", "b"),
        (#"{"azure":{"signinlogs.properties":{"id":"c"}}}"#, "azure.signinlogs.properties.id", "c"),
        (#"{"azure.signinlogs":{"properties.id":"d"}}"#, "azure.signinlogs.properties.id", "d"),
        (#"{"fields":{"event.id":["e"]}}"#, "fields.event.id", "e"),
        (#"{"AuditData":"{\"Id\":\"f\"}"}"#, "AuditData:Id", "f"), (#"{"AuditData":{"Id":"g"}}"#, "AuditData:Id", "g"),
        (#"{"_raw":"<14>Nov 14 host {\"properties\":{\"id\":\"h\"}}"}"#, "_raw:properties.id", "h"),
        (#"{"m":"{\"n\":\"{\\\"o\\\":7}\"}"}"#, "m:n:o", "7"),
        (#"{"t":[{"id":"i"},{"id":"j"}]}"#, "t.1.id", "j"), (#"{"t":{"0":{"id":"k"}}}"#, "t.0.id", "k"),
        (#"{"t":[{"id":"l"}]}"#, "t.id", "l"), (#"{"a":{"x":1},"a.b":"m"}"#, "a.b", "m"),
        (#"{"a":"n","a":"o"}"#, "a", "n"),
    ])
    func findsValues(_ json: String, _ path: String, _ value: String) throws {
        let tree = try JSONTree(parsing: Array(json.utf8))
        #expect(tree.scalar(at: try FieldPath(parsing: path)) == Array(value.utf8))
    }

    @Test(arguments: [
        (#"{"a":null}"#, "a"), (#"{"a":""}"#, "a"), (#"{"a":{}}"#, "a"), (#"{"a":[1,2]}"#, "a"),
        (#"{"a":"{cut"}"#, "a:b"),
        (#"{"a":[]}"#, "a.0"), ("[1]", "a"), (#"{"b":1}"#, "a.b.c"),
    ])
    func findsNothing(_ json: String, _ path: String) throws {
        let tree = try JSONTree(parsing: Array(json.utf8))
        #expect(tree.scalar(at: try FieldPath(parsing: path)) == nil)
    }
}

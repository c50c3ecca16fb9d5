import ByteScan
import Testing

@Suite struct JSONTreeTests {
    @Test(arguments: [
        ("null", "null"), (" true ", "true"), ("-0.5e+10", "-0.5e+10"), ("[ ]", "[]"), ("{ }", "{}"),
        (#"{"b":1,"a":[1, 2.0,"x"]}"#, #"{"a":[1,2.0,"x"],"b":1}"#),
        (#"{"a":2,"b":0,"a":1}"#, #"{"a":2,"a":1,"b":0}"#),
        (#""\u0041\/\"\\\n\u0001\u00e9""#, "\"A/\\\"\\\\\\n\\u0001\u{e9}\""),
        (#""\ud83d\ude00""#, "\"\u{1F600}\""),
        ("\"raw\tcontrol\"", #""raw\tcontrol""#),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ])
    func canonicalForm(_ text: String, _ canonical: String) throws {
        let tree = try JSONTree(parsing: Array(text.utf8))
        #expect(String(decoding: tree.canonicalBytes, as: UTF8.self) == canonical)
        #expect(try JSONTree(parsing: tree.canonicalBytes).canonicalBytes == tree.canonicalBytes)
        #expect(try JSONTree(parsing: Array(text.utf8).span) == tree)
    }

    @Test(
        arguments: [
            ("", .cutShort, 0), ("  ", .cutShort, 2), ("{", .cutShort, 1), ("[1,", .cutShort, 3),
            ("[1 2]", .unexpectedByte, 3),
            ("{\"a\"}", .unexpectedByte, 4), ("{a:1}", .unexpectedByte, 1), ("[1,]", .unexpectedByte, 3),
            ("\"abc", .cutShort, 4), (#""\x""#, .badEscape, 2), (#""\u12g4""#, .badEscape, 5), ("01", .badNumber, 1),
            ("1.", .cutShort, 2), ("1.x", .badNumber, 2), ("-", .cutShort, 1), ("tru", .cutShort, 3),
            ("trux", .unexpectedByte, 3),
            ("1 2", .trailingBytes, 2), ("\u{FEFF}1", .unexpectedByte, 0),
        ] as [(String, JSONTreeError.Reason, Int)])
    func faultsHaveTheirOffset(_ text: String, _ reason: JSONTreeError.Reason, _ offset: Int) {
        #expect(throws: JSONTreeError(reason, at: offset)) { try JSONTree(parsing: Array(text.utf8)) }
    }

    @Test func depthIsLimited() throws {
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONTreeError(.tooDeep(limit: 512), at: 512)) { try JSONTree(parsing: deep) }
        #expect(try JSONTree(parsing: Array("[[1]]".utf8), depthLimit: 2).elements?.count == 1)
        #expect(throws: JSONTreeError(.tooDeep(limit: 1), at: 1)) {
            try JSONTree(parsing: Array("[[1]]".utf8), depthLimit: 1)
        }
    }

    @Test func stringsKeepBytesThatAreNoText() throws {
        #expect(try JSONTree(parsing: [0x22, 0xFF, 0x00, 0x22]) == .string([0xFF, 0x00]))
        #expect(try JSONTree(parsing: Array(#""\ud800""#.utf8)) == .string([0xED, 0xA0, 0x80]))
        #expect(try JSONTree(parsing: Array(#""\ud800\u0041""#.utf8)) == .string([0xED, 0xA0, 0x80, 0x41]))
    }

    @Test func membersAndScalars() throws {
        let tree = try JSONTree(parsing: Array(#"{"a":1,"b":"x","a":2,"t":true,"n":null}"#.utf8))
        #expect(tree["a"]?.scalarBytes == Array("1".utf8))
        #expect(tree["b"]?.text == "x")
        #expect(tree["t"]?.scalarBytes == Array("true".utf8))
        #expect(tree["n"]?.scalarBytes == nil)
        #expect(tree["missing"] == nil)
        #expect(tree.members?.count == 5)
        #expect(String(decoding: tree.compactBytes, as: UTF8.self) == #"{"a":1,"b":"x","a":2,"t":true,"n":null}"#)
    }

    @Test func valuesOneAfterAnother() throws {
        let bytes = Array("{\"a\":1}\n[2] 3 ".utf8)
        var values: [JSONTree] = []
        var position = 0
        while let (value, end) = try JSONTree.next(in: bytes, from: position) {
            values.append(value)
            position = end
        }
        #expect(values.count == 3)
        #expect(values.last == .number(Array("3".utf8)))
    }
}

import Diagnosis
import Testing

@testable import Auditing

/// What a look at a record's bytes tells.
struct RecordLookTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let size: Int
        let shape: RecordShape
        var testDescription: String { text }

        init(_ text: String, _ size: Int, _ shape: RecordShape) {
            (self.text, self.size, self.shape) = (text, size, shape)
        }
    }

    @Test(arguments: [
        Case(#"{"a":1}"#, 7, []), Case(#"{ "a" : 1 }"#, 7, []), Case(#"{"a b":"c d"}"#, 13, []),
        Case(#"{"a":null}"#, 10, .nullValue), Case(#"{"a":"null"}"#, 12, []),
        Case(#"{"a":"x\ny"}"#, 12, .lineBreak), Case(#"{"a":"x\\ny"}"#, 13, []),
        Case(#"{"a":"x\u000ay"}"#, 16, .lineBreak), Case(#"{"a":"ä"}"#, 10, .nonASCII),
        Case(#"{"a":"\u00e4"}"#, 14, .nonASCII), Case(#"{"a":[ {"b":1}]}"#, 15, .objectArray),
        Case(#"{"a":[1,{"b":1}]}"#, 17, []), Case(#"{"a":{"b":{"c":{"d":{}}}}}"#, 26, .deep),
        Case(#"{"a":{"b":{"c":{"d":1}}}}"#, 25, []), Case(#"{"a":"{\"b\":1}"}"#, 17, .innerJSON),
        Case(#"{"a":"x{\"b\":1}"}"#, 18, []), Case(#"{"a":"#, 5, []), Case(#"{"a":"b"#, 7, []), Case("", 0, []),
    ])
    func tellsSizeAndShape(_ test: Case) {
        let bytes = Array(test.text.utf8)
        let look = RecordLook(bytes.span)
        #expect(look.size == test.size && look.shape == test.shape)
    }

    @Test(
        arguments: [
            ("192.0.2.1", []), ("192.0.2.1:443", .addressPort), ("2001:db8::1", .addressV6),
            ("[2001:db8::1]:443", [.addressV6, .addressPort]), ("[2001:db8::1]", .addressV6), ("", .addressEmpty),
        ] as [(String, RecordShape)])
    func tellsWhatAnAddressIs(text: String, shape: RecordShape) {
        #expect(RecordShape.ofAddress(Array(text.utf8).span) == shape)
    }
}

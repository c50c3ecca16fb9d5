import TestKit
import Testing

@testable import ByteScan

@Suite struct JSONTextTests {
    private func decoded(_ text: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count + 1) { output, written in
            guard let output = output.baseAddress else { return }
            written = text.withUnsafeBufferPointer { input in
                input.baseAddress.map { JSONText.decode($0, text.count, into: output) } ?? 0
            }
        }
    }

    @Test(arguments: [
        (#"a\"\\\/\b\f\n\r\t"#, "a\"\\/\u{8}\u{c}\n\r\t"), (#"\u0041\u00e9\u20AC"#, "A\u{e9}\u{20ac}"),
        (#"\ud83d\ude00"#, "\u{1F600}"), (#"\ud83d"#, "\u{FFFD}"), (#"\ude00x"#, "\u{FFFD}x"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\q\u12"#, #"\q\u12"#),
        (#"end\"#, #"end\"#),
    ])
    func escapes(_ text: String, _ expected: String) { #expect(decoded(Array(text.utf8)) == Array(expected.utf8)) }

    @Test func neverGrows() {
        var mutator = TextMutator(seed: 9)
        for _ in 0..<2000 {
            let text = mutator.mutated(Array(#"\ud83d\ude00\u0000\\\"x\n"#.utf8))
            #expect(decoded(text).count <= text.count)
        }
    }

    @Test func wellFormedUTF8() {
        var mutator = TextMutator(seed: 10)
        for _ in 0..<5000 {
            let text = mutator.mutated(Array("plain text, \u{e9}\u{20ac}\u{1F600}\u{D7FF}".utf8))
            let isValid = text.withUnsafeBufferPointer {
                $0.baseAddress.map { UTF8Check.isValid($0, text.count) } ?? true
            }
            #expect(isValid == (String(validating: text, as: UTF8.self) != nil))
        }
    }

    @Test func compacting() {
        let text = Array("{ \"a b\" : [ 1 ,\t\"\\\" \" ]\r\n}".utf8)
        #expect(JSONCompactor.compacted(text.span) == Array("{\"a b\":[1,\"\\\" \"]}".utf8))
    }

    @Test(arguments: [
        (" ", ""), ("[ ]", "[]"), (#"["\\" , 1]"#, #"["\\",1]"#), (#"["\\\" x" , 1]"#, #"["\\\" x",1]"#),
        (#"" open "#, #"" open "#), (#"{"a" : "\" "#, #"{"a":"\" "#), ("\"\" \"\"", "\"\"\"\""),
    ])
    func compactingLeavesStringsAlone(_ text: String, _ compact: String) {
        #expect(JSONCompactor.compacted(Array(text.utf8).span) == Array(compact.utf8))
    }
}

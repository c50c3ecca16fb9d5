import Testing

@testable import Transport

struct PercentCodingTests {
    @Test(arguments: [("a-b._~", "a-b._~"), ("ts:asc", "ts%3Aasc"), ("ä /", "%C3%A4%20%2F"), ("", "")])
    func encodes(_ plain: String, _ encoded: String) {
        #expect(PercentCoding.encoded(plain.utf8) == encoded)
        #expect(PercentCoding.decoded(encoded) == Array(plain.utf8))
    }

    @Test(arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("a+b", "a+b"), ("%2B", "+")])
    func decodesWhatIsBroken(_ text: String, _ decoded: String) {
        #expect(PercentCoding.decoded(text) == Array(decoded.utf8))
    }

    @Test func plusStandsForABlankInForms() {
        #expect(PercentCoding.decoded("a+b", plusIsBlank: true) == Array("a b".utf8))
        #expect(PercentCoding.form([.init("a b", "c&d"), .init("e", "")]) == Array("a%20b=c%26d&e=".utf8))
    }
}

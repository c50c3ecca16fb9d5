import ByteScan
import Testing

/// What a look at any bytes tells, whole records or not; the traits of whole ones are tested where they are used.
struct RecordOutlineTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let size: Int
        let traits: RecordOutline.Traits
        var testDescription: String { text }

        init(_ text: String, _ size: Int, _ traits: RecordOutline.Traits) {
            (self.text, self.size, self.traits) = (text, size, traits)
        }
    }

    @Test(arguments: [
        Case(#"{"a":"x\ny", "b":[{}]}"#, 21, [.lineBreak, .objectArray]), Case(#"{"a":"\"#, 7, []), Case(#""\"#, 2, []),
        Case(#""{\"#, 3, []), Case(#"{"a":"\""}"#, 10, []), Case(#"{"a":"{\"#, 8, []), Case(#"{"a":"\u00"#, 10, []),
        Case(#"{"a":"\u00e4 and more text"}"#, 28, .nonASCII), Case("", 0, []),
    ])
    func tellsSizeAndTraits(_ test: Case) {
        let bytes = Array(test.text.utf8)
        let outline = RecordOutline(bytes.span)
        #expect(outline.size == test.size && outline.traits == test.traits)
    }
}

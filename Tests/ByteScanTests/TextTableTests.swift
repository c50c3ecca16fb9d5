import ByteScan
import Testing

struct TextTableTests {
    @Test func equalTextsHaveOneNumber() {
        var table = TextTable()
        let texts: [[UInt8]] = [[1, 2], [], [2, 1], [1, 2], [1], [2, 1]]
        let numbers = texts.map { table.number(of: $0.span) }
        let (known, new): ([UInt8], [UInt8]) = ([1], [9])
        let (found, none) = (table.find(known.span), table.find(new.span))
        #expect(numbers == [1, 0, 2, 1, 3, 2] && table.count == 4 && found == 3 && none == nil)
    }

    @Test func numbersStayAsTheTableGrows() {
        var table = TextTable()
        let texts = (0..<5_000).map { Array("value \($0 % 2_500)".utf8) }
        let numbers = texts.map { table.number(of: $0.span) }
        #expect(numbers == (0..<5_000).map { UInt32($0 % 2_500) + 1 })
        let wrong = zip(texts, numbers).count { text, number in
            !table.holds(text.span, at: number) || table.find(text.span) != number
                || !table[number].elementsEqual(text)
        }
        #expect(wrong == 0)
    }
}

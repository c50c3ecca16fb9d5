import ByteScan
import Testing

struct TextTableTests {
    @Test func equalTextsHaveOneNumber() {
        var table = TextTable()
        let texts: [[UInt8]] = [[1, 2], [], [2, 1], [1, 2], [1], [2, 1]]
        #expect(texts.map { table.number(of: $0.span) } == [1, 0, 2, 1, 3, 2])
        #expect(table.count == 4)
        #expect(table.find([1].span) == 3 && table.find([].span) == 0 && table.find([9].span) == nil)
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

import Testing

@testable import Simulators

struct SearchConditionTests {
    @Test(arguments: [
        ("t", true), ("f", false), ("t AND f", false), ("t OR f", true), ("f or f and t", false),
        ("(f or t) and t", true), ("((t))", true), ("t and (f or (t and t))", true),
    ])
    func jointsAndParenthesesCount(_ text: String, _ holds: Bool) throws {
        let condition = try #require(SearchCondition(text))
        #expect(condition.holds { $0 == "t" ? true : $0 == "f" ? false : nil } == holds)
    }

    @Test(arguments: ["", "(", ")", "(t", "t)", "t or", "and t", "'t", "or"])
    func whatIsNotWholeIsRefused(_ text: String) { #expect(SearchCondition(text) == nil) }

    @Test func quotesAndBracketsBelongToAComparison() {
        let text = "F(a, b)='x and (y' AND n >= 3"
        #expect(SearchCondition(text)?.comparisons == ["F(a, b)='x and (y'", "n >= 3"])
        let parts = SearchCondition(#"_time:[a,b) (x:"or (" y)"#, joinsAtBlanks: true)?.comparisons
        #expect(parts == ["_time:[a,b)", #"x:"or (""#, "y"])
    }

    @Test func whatIsNotUnderstoodIsSaid() {
        #expect(SearchCondition("t or what")?.holds { $0 == "t" ? true : nil } == .some(nil))
    }
}

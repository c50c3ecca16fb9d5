import Testing

@testable import Simulators

struct ODataFilterTests {
    @Test(
        arguments: [
            ("", []), ("a eq 'x'", ["a eq x"]), ("a eq 'it''s'", ["a eq it's"]), ("a/b ne 5", ["a/b ne 5"]),
            (
                "t ge 2026-01-01T00:00:00Z and t lt 2026-01-02",
                ["t ge @1767225600000000000", "t lt @1767312000000000000"]
            ),
            ("k/any(t: t eq 'x') and a le 3", ["k eq x", "a le 3"]), ("k/any(t:t/id eq 'x')", ["k/id eq x"]),
            ("startswith(a,'x')", ["a startsWith x"]), ("  a   eq   'x'  ", ["a eq x"]),
        ] as [(String, [String])])
    func readsWhatTheListsDocument(_ text: String, _ terms: [String]) throws {
        #expect(try ODataFilter(parsing: text).terms.map(Self.text) == terms)
    }

    @Test(arguments: [
        "a", "a eq", "a eq 'x", "a is 'x'", "a eq 'x' or b eq 'y'", "a eq 'x' and", "eq 'x'", "a eq x", "not a eq 'x'",
        "k/any(t: u eq 'x')", "k/any(t: t eq 'x'", "a eq 'x' b", "(a eq 'x')",
    ])
    func refusesTheRest(_ text: String) {
        #expect(throws: ODataFault.self) { try ODataFilter(parsing: text) }
    }

    private static func text(_ term: ODataFilter.Term) -> String {
        let literal =
            switch term.literal {
            case .instant(let instant): "@\(instant)"
            case .text(let text): text
            case .number(let number): String(number)
            }
        return "\(term.field) \(term.comparison) \(literal)"
    }
}

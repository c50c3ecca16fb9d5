import Testing

@testable import Simulators

struct SPLSearchTests {
    @Test func pipesInsideQuotesPartNothing() {
        #expect(SPLToken.commands(#"search "a|b\"|" | fields x"#) == [#"search "a|b\"|" "#, " fields x"])
    }

    @Test func escapesOfQuotesAreUndoneAndOthersStay() {
        #expect(
            SPLToken.list(#"rex "\"Id\"\s*" 'a b'=c"#[...]) == [
                .word("rex"), .quoted(#""Id"\s*"#), .field("a b"), .sign("="), .word("c"),
            ])
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "a*", true), ("abc", "*c", true), ("abc", "a*c", true), ("abc", "*b*", true),
        ("abc", "b*", false), ("abc", "a*d", false), ("", "*", true),
    ])
    func patternsFit(_ value: String, _ pattern: String, _ fits: Bool) {
        #expect(SPLFilter.fits(value, pattern) == fits)
    }

    @Test(arguments: [
        (#""\"Id\"\s*:\s*\"(?<x>[^\"]+)\"""#, [("x", "7d")]),
        (#""\"Op\w*\":\"(?<first>\w)(?<rest>\w+)""#, [("first", "N"), ("rest", "ew")]),
        (#""\"Nope\"\s*:\s*\"(?<x>[^\"]+)\"""#, []),
    ])
    func extractionsTakeNamedGroups(_ arguments: String, _ values: [(String, String)]) throws {
        let extraction = try #require(SPLExtraction(SPLToken.list("field=_raw \(arguments)"[...])))
        let found = extraction.values(#"{"Id" : "7d","Operation":"New"}"#)
        #expect(found.map(\.name) == values.map(\.0).filter { name in found.contains { $0.name == name } })
        #expect(found.map(\.value).prefix(1) == values.map(\.1).prefix(1))
    }

    @Test func wordsAreThoseBetweenBreakers() {
        let words = SPLWords.all(of: #"{"Id":"7D3E-aa","u":"a.b@c"}"#)
        for word in ["id", "7d3e-aa", "7d3e", "a.b@c", "b"] { #expect(words.contains(word), "\(word)") }
        #expect(!words.contains("7d"))
    }
}

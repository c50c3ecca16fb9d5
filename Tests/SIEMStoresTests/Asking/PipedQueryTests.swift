import Testing

@testable import SIEMStores

struct PipedQueryTests {
    @Test(arguments: [
        ("a:b", "a:b", ""), (" x and y | count", "x and y", "| count"), (#""a|b" | x"#, #""a|b""#, "| x"),
        (#""a\"|b" c"#, #""a\"|b" c"#, ""), ("`a\\`|b", "`a\\`", "|b"), ("| where x", "", "| where x"), ("", "", ""),
    ])
    func aQueryIsParted(_ query: String, _ condition: String, _ pipes: String) {
        let parted = PipedQuery(query)
        #expect(parted.condition == condition)
        #expect(parted.pipes == pipes)
    }
}

import Testing

@testable import EventSources

/// References in, absolute URLs out.
struct URLTextTests {
    @Test(arguments: [
        ("/a/b?c=1", "https://h.test/a/b?c=1"), ("https://o.test/x", "https://o.test/x"),
        ("//o.test/x", "https://o.test/x"),
        ("b", "https://h.test/v1/b"), ("?page=2", "https://h.test/v1/logs?page=2"),
    ])
    func referenceIsResolvedAgainstItsPage(_ reference: String, _ url: String) {
        #expect(URLText.resolve(reference, against: "https://h.test/v1/logs?page=1") == url)
    }

    @Test(arguments: [
        ("https://Graph.Example:8443/x?y", "graph.example", "https://graph.example:8443"),
        ("http://u:p@h/x", "h", "http://u:p@h"), ("https://[::1]:8/x", "[::1]", "https://[::1]:8"), ("/x", nil, nil),
    ])
    func hostAndOriginAreFound(_ url: String, _ host: String?, _ origin: String?) {
        #expect(URLText(url).host == host)
        #expect(URLText(url).origin == origin)
    }

    @Test func pairsGoBehindThoseThatAreThere() {
        #expect(URLText.adding([("a b", "c/d")], to: "https://h/x") == "https://h/x?a%20b=c%2Fd")
        #expect(
            URLText.adding([("$top", "1"), ("a", "ä+")], to: "https://h/x?y=1") == "https://h/x?y=1&$top=1&a=%C3%A4%2B")
        #expect(URLText.adding([], to: "https://h/x") == "https://h/x")
    }
}

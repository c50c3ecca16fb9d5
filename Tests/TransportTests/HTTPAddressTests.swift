import Testing

@testable import Transport

struct HTTPAddressTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let url: String
        let name: String
        let path: String
        let query: String?
        var testDescription: String { url }

        init(_ url: String, _ name: String, _ path: String, _ query: String? = nil) {
            (self.url, self.name, self.path, self.query) = (url, name, path, query)
        }
    }

    @Test(arguments: [
        Case("https://graph.example/v1?a=b", "graph.example", "/v1", "a=b"),
        Case("HTTPS://Graph.Example", "graph.example", "/"),
        Case("https://graph.example:443/", "graph.example", "/"),
        Case("https://graph.example:8443?x", "graph.example:8443", "/", "x"),
        Case("http://[::1]:80/a$b?c?d#e", "[::1]", "/a$b", "c?d"),
        Case("https://graph.example/a@b:c", "graph.example", "/a@b:c"),
    ])
    func clearURLs(_ test: Case) throws {
        let address = try #require(HTTPAddress(test.url))
        #expect(address.name == test.name && address.path == test.path && address.query == test.query)
    }

    @Test(arguments: [
        "", "graph.example", "ftp://graph.example/", "https://", "https:///path", "https://user@graph.example/",
        "https://graph.example@evil.example/", "https://graph.example\\@evil.example/", "https://graph.example\u{9}/",
        "https://graph.example:0/", "https://graph.example:65536/", "https://graph.example:80a/",
        "https://gräph.example/",
        "https://graph.example:/", "https://[::1/", "https://[::1]x/", "https://a b.example/",
        "https://%67raph.example/",
        "https://graph.example\r\nHost: evil.example", "https://graph.example:٣/", "javascript:https://graph.example/",
    ])
    func unclearURLsAreRefused(_ url: String) { #expect(HTTPAddress(url) == nil) }

    @Test(arguments: [
        ("http://localhost/", true), ("http://127.0.0.1:8080/", true), ("http://127.9.9.9/", true),
        ("http://[::1]/", true),
        ("http://127.1/", false), ("http://127.0.0.1.example/", false), ("http://localhost.example/", false),
        ("http://10.0.0.1/", false), ("http://127.0.0.256/", false),
    ])
    func loopback(_ url: String, _ isLoopback: Bool) throws {
        #expect(try #require(HTTPAddress(url)).isLoopback == isLoopback)
    }
}

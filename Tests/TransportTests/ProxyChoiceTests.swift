import AuditModel
import Testing

@testable import Transport

struct ProxyChoiceTests {
    private func route(
        _ url: String, proxy: String? = nil, _ environment: [String: String] = [:]
    ) throws -> String? {
        let choice = try ProxyChoice(proxy: proxy, environment: environment)
        let address = try #require(HTTPAddress(url))
        return try choice.route(to: address)?.description
    }

    @Test func theConfiguredProxyIsForEverything() throws {
        let environment = ["HTTPS_PROXY": "http://env:1", "NO_PROXY": "*"]
        #expect(try route("https://a.example", proxy: "http://own:3128", environment) == "own:3128")
        #expect(try route("http://127.0.0.1:80", proxy: "own:3128") == "own:3128")
    }

    @Test func theEnvironmentGoesByScheme() throws {
        let environment = ["https_proxy": "http://secure:1", "HTTP_PROXY": "http://plain:2"]
        #expect(try route("https://a.example", environment) == "secure:1")
        #expect(try route("http://a.example", environment) == "plain:2")
        #expect(try route("http://localhost:8080", environment) == nil)
        #expect(try route("https://a.example", ["HTTPS_PROXY": ""]) == nil)
    }

    @Test(arguments: [
        ("a.example", true), (".example", true), ("example", true), ("*.example", true), ("*", true),
        ("b.example, a.example", true), ("A.EXAMPLE", true), ("a.example:443", true), ("a.example:8443", false),
        ("xa.example", false), ("", false), (".", false), ("ample", false),
    ])
    func exceptions(_ list: String, _ isExcepted: Bool) throws {
        let route = try route("https://a.example", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": list])
        #expect((route == nil) == isExcepted)
    }

    @Test(arguments: ["socks5://p:1", "https://p:1", "http://", "http://p:99999", "://"])
    func otherProxiesAreRefusedWithoutBeingShown(_ url: String) throws {
        let fault = try #require(throws: TransportSetupFault.self) { try ProxyChoice(proxy: url, environment: [:]) }
        #expect(fault.problem.code == "E-PROXY" && fault.problem.place == "network.proxy")
    }

    @Test func theEnvironmentsProxyMattersOnlyWhenItIsUsed() throws {
        let environment = ["HTTPS_PROXY": "socks5://user:pw@p:1"]
        #expect(try route("http://127.0.0.1:8080", environment) == nil)
        #expect(throws: SendFault(.proxy, detail: "HTTPS_PROXY cannot be used")) {
            try route("https://a.example", environment)
        }
    }

    @Test func loginsAreDecoded() throws {
        let route = try #require(ProxyRoute("http://us%40er:p%3Aw@proxy.example:3128/"))
        #expect(route.credential?.revealed() == "us@er:p:w" && route.description == "proxy.example:3128")
    }
}

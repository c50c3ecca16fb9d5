import Testing

@testable import Transport

struct HostPinTests {
    private let pin = HostPin(bases: [
        "https://manage.example/api/v1.0", "http://127.0.0.1:8080", "http://plain.example",
    ])

    @Test(arguments: ["https://manage.example/other?x=1", "https://MANAGE.example:443", "http://127.0.0.1:8080/a"])
    func configuredHosts(_ url: String) throws { _ = try pin.address(of: url) }

    @Test(arguments: [
        ("https://evil.example/", HostPin.Refusal.foreign("evil.example")),
        ("https://manage.example.evil.example/", .foreign("manage.example.evil.example")),
        ("https://manage.example:8443/", .foreign("manage.example:8443")),
        ("https://127.0.0.1:8080/", .foreign("127.0.0.1:8080")), ("http://127.0.0.1/", .foreign("127.0.0.1")),
        ("http://localhost:8080/", .foreign("localhost:8080")), ("http://manage.example/", .plain("manage.example")),
        ("http://plain.example/", .plain("plain.example")), ("https://manage.example@evil.example/", .unclear),
        ("//manage.example/", .unclear), ("/api", .unclear), ("", .unclear),
    ])
    func otherHostsAreRefused(_ url: String, _ refusal: HostPin.Refusal) {
        #expect(throws: refusal) { try pin.address(of: url) }
    }
}

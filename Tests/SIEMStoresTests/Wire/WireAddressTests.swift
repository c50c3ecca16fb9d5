import Testing

@testable import SIEMStores

struct WireAddressTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// As it is shown; nil where it is refused.
        let shown: String?
        var testDescription: String { text }

        init(_ text: String, _ shown: String?) { (self.text, self.shown) = (text, shown) }
    }

    @Test(arguments: [
        Case("tls://logs.example:6514", "tls://logs.example:6514"),
        Case("udp://10.0.0.1:514/", "udp://10.0.0.1:514"),
        Case("tcp://[::1]:514", "tcp://[::1]:514"),
        Case("relp://under_score.example:2514", "relp://under_score.example:2514"),
        Case("tcp://logs.example", nil),
        Case("tcp://logs.example:0", nil),
        Case("tcp://logs.example:65536", nil),
        Case("tcp://logs.example:+514", nil),
        Case("tcp://::1:514", nil),
        Case("tcp://[logs]:514", nil),
        Case("tcp://user@logs.example:514", nil),
        Case("tcp://logs.example:514/path", nil),
        Case("http://logs.example:80", nil),
        Case("TCP://logs.example:514", nil),
        Case("tcp://:514", nil),
        Case("", nil),
    ])
    func anAddressIsSchemeHostAndPort(_ test: Case) {
        #expect(WireAddress(test.text)?.text == test.shown)
    }
}

import Testing

@testable import SIEMStores

struct SyslogDeliveryTests {
    @Test(arguments: [
        (
            "type: syslog, url: 'https://logs.example:443'",
            "siems.target.deliver.url: an address with a port is wanted, beginning with one of udp:// tcp:// tls:// relp://"
        ),
        (
            "type: syslog",
            "siems.target.deliver.url: an address with a port is wanted, beginning with one of udp:// tcp:// tls:// relp://"
        ),
        (
            "type: syslog, url: 'udp://logs.example:514', framing: lf",
            "siems.target.deliver.framing: udp:// has a framing of its own"
        ),
        (
            "type: syslog, url: 'tcp://logs.example:514', framing: none",
            "siems.target.deliver.framing: \"none\" is none of the values here"
        ),
        (
            "type: syslog, url: 'tcp://logs.example:514', tls: {server_name: a}",
            "siems.target.deliver.tls: tcp:// speaks no TLS"
        ),
        (
            "type: syslog, url: 'tls://logs.example:514', tls: {ca: {file: /nowhere.pem}}",
            "siems.target.deliver.tls: /nowhere.pem holds no authority's certificate in PEM form"
        ),
        (
            "type: lines, url: 'udp://logs.example:514'",
            "siems.target.deliver.url: an address with a port is wanted, beginning with one of tcp:// tls://"
        ),
        ("type: file", "siems.target.deliver.path: the name of a file is wanted"),
        ("type: file, path: a/", "siems.target.deliver.path: the name of a file is wanted"),
        ("type: file, path: a, rotate: 0B", "siems.target.deliver.rotate: it is not 0"),
        ("type: syslog, url: 'tcp://logs.example:514', frame: lf", "unknown key \"frame\" in siems.target.deliver"),
    ])
    func badSettingsAreRefusedWithTheirPlace(_ settings: String, _ what: String) {
        #expect(WireScene.refusal(settings) == what)
    }

    @Test func traitsSayWhatAnAnswerIsWorth() throws {
        let relp = try WireScene.delivery("type: syslog, url: 'relp://logs.example:2514'").traits
        #expect(relp.acknowledgement == .received && relp.address == "relp://logs.example:2514")
        let udp = try WireScene.delivery("type: syslog, url: 'udp://logs.example:514', max_event: 1MiB").traits
        #expect(udp.acknowledgement == .none && udp.limits.eventBytes == 65_507)
        #expect(udp.limits.eventsPerSecond == 1_000)
        let old = try WireScene.delivery("type: syslog, url: 'tcp://logs.example:514', format: rfc3164").traits
        #expect(old.limits.eventBytes == 1_024 && !old.keepsEventTime)
        let usual = try WireScene.delivery("type: syslog, url: 'tls://logs.example:6514'").traits
        #expect(usual.limits.eventBytes == 8_096 && usual.limits.headBytes > 50 && usual.keepsEventTime)
    }
}

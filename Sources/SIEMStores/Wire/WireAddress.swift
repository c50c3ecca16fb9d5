/// Where events go that are not sent by HTTP: scheme, host and port.
struct WireAddress: Hashable, Sendable {
    /// How bytes get there.
    enum Scheme: String, Sendable, CaseIterable {
        case udp, tcp, tls, relp
    }

    let scheme: Scheme
    /// A name, or an address without brackets.
    let host: String
    let port: Int

    /// Reads `tls://logs.example:6514` or `tcp://[::1]:514`; a path, a login or a missing port make it nil.
    init?(_ text: String) {
        guard let end = text.firstRange(of: "://"), let scheme = Scheme(rawValue: String(text[..<end.lowerBound]))
        else { return nil }
        var rest = text[end.upperBound...]
        if rest.last == "/" { rest.removeLast() }
        guard let colon = rest.lastIndex(of: ":") else { return nil }
        let digits = rest[rest.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        var host = rest[..<colon]
        if host.first == "[", host.last == "]" {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        (self.scheme, self.host, self.port) = (scheme, String(host), port)
    }

    /// As it is written in settings.
    var text: String { "\(scheme.rawValue)://\(hostAndPort)" }

    /// Host and port, an IPv6 address in brackets.
    var hostAndPort: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}

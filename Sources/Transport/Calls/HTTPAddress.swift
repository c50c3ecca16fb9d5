/// Where an `http` or `https` URL leads.
///
/// Takes only forms that no two readers understand differently: URLs with a user name, a backslash, white space,
/// control characters or anything that is not ASCII are refused.
package struct HTTPAddress: Hashable, Sendable {
    /// Whether the scheme is `https`.
    package let isSecure: Bool
    /// Lower case; an IPv6 address keeps its brackets.
    package let host: String
    package let port: Int
    /// As written; `/` when the URL has none.
    package let path: String
    /// As written, without the question mark; nil when there is none.
    package let query: String?

    /// Takes a URL apart; nil for one that is not clear.
    package init?(_ url: String) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            let schemeEnd = url.range(ofText: "://")
        else { return nil }
        switch url[..<schemeEnd.lowerBound].lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: return nil
        }
        let rest = url[schemeEnd.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest[authority.endIndex...]
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        self.host = host
        self.port = port ?? (isSecure ? 443 : 80)
        let path = tail.prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
        query = path.endIndex < tail.endIndex ? String(tail[path.endIndex...].dropFirst()) : nil
    }

    /// The host, and its port where it is not the usual one; what messages name.
    package var name: String { port == (isSecure ? 443 : 80) ? host : host + ":" + String(port) }

    /// Whether it never leaves this machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The URL with every character that may not stand in one percent-encoded, and nothing else changed.
    ///
    /// Network libraries that meet such a character encode the whole URL, what was encoded before included.
    package var strictURL: String {
        let scheme = isSecure ? "https://" : "http://"
        return scheme + name + Self.strict(path) + (query.map { "?" + Self.strict($0) } ?? "")
    }

    /// The name and value of each query parameter, as written; a parameter without `=` has an empty value.
    package var parameters: [(name: Substring, value: Substring)] {
        (query ?? "").split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (name, pair[name.endIndex...].dropFirst())
        }
    }

    private static func strict(_ text: String) -> String {
        var output = ""
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let isEscape = byte == UInt8(ascii: "%") && rest.count >= 2 && rest.prefix(2).allSatisfy(\.isHexDigit)
            output += isEscape ? "%" : PercentCoding.encoded([byte], alsoPlain: "!$&'()*+,;=:@/?")
        }
        return output
    }

    private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
        let isBracketed = authority.first == "["
        let host =
            isBracketed ? authority.prefix(while: { $0 != "]" }) + "]" : authority.prefix { $0 != ":" }
        guard authority.hasPrefix(host), isName(host, isBracketed: isBracketed) else { return nil }
        let port = authority.dropFirst(host.count)
        if port.isEmpty { return (host.lowercased(), nil) }
        let digits = port.dropFirst()
        guard port.first == ":", (1...5).contains(digits.count), digits.allSatisfy(\.isNumber),
            let number = Int(digits), (1...65_535).contains(number)
        else { return nil }
        return (host.lowercased(), number)
    }

    private static func isName(_ host: Substring, isBracketed: Bool) -> Bool {
        let name = isBracketed ? host.dropFirst().dropLast() : host
        return !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
                case UInt8(ascii: ":"): isBracketed
                case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
                case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"): !isBracketed
                case UInt8(ascii: "-"), UInt8(ascii: "_"): !isBracketed
                default: false
                }
            }
    }
}

extension UInt8 {
    /// Whether it is an ASCII hexadecimal digit.
    fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit && self < 0x80 }
}

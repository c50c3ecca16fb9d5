import AuditModel

/// Invented people and addresses (RFC 2606, RFC 5737, RFC 3849), as bytes that need no escape in JSON.
package struct Cast: Sendable {
    private static let names = [
        "ada", "bob", "zoë.müller", "o'hara", "mei", "ines", "kofi", "lars", "noor", "olu", "priya", "quinn", "ravi",
        "sara", "tomás", "uma", "viktor", "wen", "ximena", "yusuf",
    ]

    /// Mail-like names, `ada.17@contoso.example`.
    package let users: [[UInt8]]
    /// IPv4 and IPv6 texts.
    package let addresses: [[UInt8]]

    /// A cast of 400 users and 600 addresses.
    package init() {
        users = (0..<400).map { number in
            let name = Self.names[number % Self.names.count]
            let suffix = number < Self.names.count ? "" : ".\(number / Self.names.count)"
            return Array("\(name)\(suffix)@\(number % 9 == 8 ? "fabrikam" : "contoso").example".utf8)
        }
        addresses = (0..<600).map { number in
            let text =
                switch number % 4 {
                case 0: "192.0.2.\(1 + number / 4 % 250)"
                case 1: "198.51.100.\(1 + number / 4 % 250)"
                case 2: "203.0.113.\(1 + number / 4 % 250)"
                default: "2001:db8:1::\(String(4096 + number, radix: 16))"
                }
            return Array(text.utf8)
        }
    }
}

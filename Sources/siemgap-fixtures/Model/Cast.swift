import AuditModel

/// Invented people and addresses (RFC 2606, RFC 5737, RFC 3849).
enum Cast {
    static let tenant = "d0000000-0000-4000-8000-000000000000"
    static let users = [
        "ada@contoso.example", "bob@contoso.example", "zoë.müller@contoso.example", "o'hara@contoso.example",
        "svc-backup@contoso.example", "mei@fabrikam.example",
    ]
    static let addresses = [
        "192.0.2.10", "192.0.2.77", "198.51.100.23", "203.0.113.9", "2001:db8::7", "2001:db8:1::c0de",
    ]

    /// A stable GUID of a person or thing.
    static func guid(_ kind: Int, _ number: Int) -> String {
        let digits = InstantText.padded(number, 12)
        return "a1b2c3d4-000\(kind)-4000-8000-\(digits)"
    }

    /// The number of a user in the cast.
    static func number(of user: String) -> Int { (users.firstIndex(of: user) ?? 0) + 1 }
}

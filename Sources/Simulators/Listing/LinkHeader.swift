/// `Link` headers (RFC 8288) in the forms that clients meet.
enum LinkHeader {
    /// One line for each link unless a form is given.
    ///
    /// - Parameter form: `joined`: one line, comma-joined; `lower`: lower-case names; `foreign`: links with other
    ///   relations before and behind (F28).
    static func lines(_ links: [(url: String, relation: String)], form: String?) -> [(name: String, value: String)] {
        let values = links.map { "<\($0.url)>; rel=\"\($0.relation)\"" }
        switch form {
        case nil: return values.map { ("Link", $0) }
        case "lower": return values.map { ("link", $0) }
        case "foreign":
            let other = "<https://docs.example/a,b;c>; rel=\"deprecation\"; type=\"text/html\""
            return ([other] + values + ["<https://docs.example/next>; rel=\"sunset next-version\""]).map {
                ("Link", $0)
            }
        default: return values.isEmpty ? [] : [("Link", values.joined(separator: ", "))]
        }
    }
}

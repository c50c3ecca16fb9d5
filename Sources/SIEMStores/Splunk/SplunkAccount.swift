import AuditModel
import ByteScan
import Transport

/// Who the credential stands for, and what its roles keep from it.
struct SplunkAccount: Sendable {
    var user: String?
    /// Filters that are added to every search, by role.
    var filters: [(role: String, filter: String)] = []
    /// Patterns of the indexes that can be searched; nil when nobody says.
    var indexes: [String]?
    /// The longest stretch a search may cover and how far back it may reach, seconds; nil for no limit.
    var longest: Int64?
    var oldest: Int64?

    /// Asks for the user and the roles; what the credential may not see of itself stays unknown.
    static func read(_ client: SplunkClient) async throws(TransportFailure) -> SplunkAccount {
        var account = SplunkAccount()
        let content: JSONTree?
        do throws(TransportFailure) {
            content = Self.content(try await client.resource("authentication/current-context"))
        } catch {
            // Who may search but not ask for this stays without a name.
            guard error.kind == .forbidden else { throw error }
            return account
        }
        account.user = SplunkRow.text(content?["username"])
        var roles: [(name: String, content: JSONTree)] = []
        for role in (content?["roles"]?.elements ?? []).compactMap({ SplunkRow.text($0) }) {
            // A role that may not be read says nothing about restrictions.
            guard let reply = try? await client.resource("authorization/roles/" + SplunkClient.encoded(role)),
                let content = Self.content(reply)
            else { continue }
            roles.append((role, content))
        }
        account.take(roles)
        return account
    }

    /// Roles add up: what one allows, another does not take away.
    private mutating func take(_ roles: [(name: String, content: JSONTree)]) {
        guard !roles.isEmpty else { return }
        for (name, content) in roles {
            for key in ["srchFilter", "imported_srchFilter"] {
                guard let filter = SplunkRow.text(content[key]), filter != "*" else { continue }
                filters.append((name, filter))
            }
        }
        indexes = roles.flatMap { role in
            ["srchIndexesAllowed", "imported_srchIndexesAllowed"].flatMap { key in
                (role.content[key]?.elements ?? []).compactMap { SplunkRow.text($0) }
            }
        }
        longest = Self.limit(roles.map(\.content), "srchTimeWin")
        oldest = Self.limit(roles.map(\.content), "srchTimeEarliest")
    }

    /// The largest of the roles' limits; nil when a role has none.
    private static func limit(_ roles: [JSONTree], _ name: String) -> Int64? {
        let limits = roles.flatMap { [$0[name], $0["imported_" + name]] }.compactMap { SplunkRow.text($0) }
            .compactMap { Int64($0) }
        guard let most = limits.max(), most > 0, !limits.contains(0) else { return nil }
        return most
    }

    private static func content(_ reply: HTTPReply) -> JSONTree? {
        (try? JSONTree(parsing: reply.body))?["entry"]?.elements?.first?["content"]
    }

    // MARK: What it means for a search

    /// Indexes that a filter names and no role allows.
    func refusedIndexes(in search: String) -> [String] {
        guard let indexes, !indexes.isEmpty else { return [] }
        return Self.indexes(in: search).filter { name in !indexes.contains { Self.matches(name, $0) } }
    }

    /// The names behind `index=`.
    static func indexes(in search: String) -> [String] {
        search.split { " ()".contains($0) }.compactMap { word in
            guard word.lowercased().hasPrefix("index=") else { return nil }
            return word.dropFirst(6).filter { $0 != "\"" }
        }.filter { !$0.isEmpty && !$0.contains("*") }
    }

    /// Whether a name fits a pattern with `*`; names that begin with `_` only fit patterns that do.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        if name.hasPrefix("_") != pattern.hasPrefix("_") { return false }
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    /// Restrictions by which answers may have fewer rows, without a word there.
    func problems(name: String, search: String) -> [Problem] {
        func warning(_ what: String, means: String, fix: String) -> Problem {
            Problem(
                .warning, "W-SEARCH-RESTRICTED", what, place: name, means: means,
                effect: "events that the role hides look like missing ones", fix: fix)
        }
        var problems = filters.map { role, filter in
            warning(
                "the role \(role) adds a filter to every search: \(SplunkFailure.short(filter))",
                means: "srchFilter of the role", fix: "use a user whose roles have no srchFilter")
        }
        for index in refusedIndexes(in: search) {
            problems.append(
                warning(
                    "no role of the user may search the index \(index)", means: "srchIndexesAllowed of the roles",
                    fix: "allow the index to a role of the user"))
        }
        if let longest {
            problems.append(
                warning(
                    "searches are cut to \(longest) s", means: "srchTimeWin of the roles; slices are kept shorter",
                    fix: "use a user without srchTimeWin to have events looked for by id"))
        }
        if let oldest {
            problems.append(
                warning(
                    "searches reach back \(oldest) s and no further", means: "srchTimeEarliest of the roles",
                    fix: "use a user without srchTimeEarliest, or a shorter window"))
        }
        return problems
    }
}

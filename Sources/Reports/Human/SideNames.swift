import AuditModel

/// What a summary calls the two sides: the last part of each path, and more of it only where that tells them apart.
struct SideNames {
    let authority: String
    let siem: String

    /// Names both sides of a report; not escaped.
    init(_ report: AuditReport) {
        let (left, right) = (Self.parts(report.authority.name), Self.parts(report.siem.name))
        let longest = max(left.count, right.count)
        let needed = (1..<max(2, longest)).first { left.suffix($0) != right.suffix($0) } ?? longest
        authority = Shortening.name(left.suffix(needed).joined(separator: "/"))
        siem = Shortening.name(right.suffix(needed).joined(separator: "/"))
    }

    private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }
}

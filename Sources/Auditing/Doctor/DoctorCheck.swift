package import AuditModel

/// One thing that was looked at.
package struct DoctorCheck: Hashable, Sendable {
    /// How it is.
    package enum State: String, Sendable, CaseIterable { case ok, warn, fail }

    /// What it belongs to: `config`, `storage`, `clock`, or the name of a source or SIEM.
    package let group: String
    package let name: String
    package let state: State
    /// What was seen, in one line.
    package let seen: String
    /// One command or edit; nil when there is nothing to do.
    package let fix: String?

    /// Describes a check.
    package init(_ group: String, _ name: String, _ state: State, _ seen: String, fix: String? = nil) {
        self.group = group
        self.name = name
        self.state = state
        self.seen = seen
        self.fix = fix
    }

    /// A check that came to a problem; a note is no fault.
    init(_ group: String, _ name: String, _ problem: Problem) {
        let state: State =
            switch problem.severity {
            case .error: .fail
            case .warning: .warn
            case .note: .ok
            }
        let words = [problem.what, problem.said, problem.means].compactMap { $0 }.joined(separator: "; ")
        self.init(group, name, state, "\(problem.code): \(words)", fix: problem.fix)
    }

    /// The check as one JSON object.
    package var json: JSONValue {
        [
            "group": .string(group), "name": .string(name), "state": .string(state.rawValue), "seen": .string(seen),
            "fix": .text(fix),
        ]
    }
}

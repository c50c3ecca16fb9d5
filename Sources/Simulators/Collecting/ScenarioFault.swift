package import AuditModel

/// A scenario that names something the simulators do not have.
package struct ScenarioFault: Explained, Hashable {
    /// What is wrong, in one line.
    package let what: String
    /// What can be written instead.
    package let fix: String

    /// Describes the fault.
    package init(_ what: String, fix: String) {
        self.what = what
        self.fix = fix
    }

    package var problem: Problem {
        Problem(.error, "E-SCENARIO", what, effect: "nothing was simulated", fix: fix)
    }

    /// 64: nothing was started.
    package var exitCode: Int { 64 }
}

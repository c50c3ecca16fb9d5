import AuditModel
import Auditing

/// Where commands meet the modules that do their work.
package enum Wiring {
    /// Does one audit.
    package static let audit: CommandContext.Audit = { _, _, _ in throw Unwired(command: "audit") }

    /// Describes files.
    package static let inspect: CommandContext.Inspect = { _, _ in throw Unwired(command: "inspect") }

    /// A command whose work is not part of this build.
    private struct Unwired: Error, Explained {
        let command: String

        var problem: Problem {
            Problem(
                .error, "E-INTERNAL", "\(command) is not part of this build", fix: "use a released build of siemgap")
        }

        /// 2: it failed.
        var exitCode: Int { 2 }
    }
}

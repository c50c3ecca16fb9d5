package import AuditModel

/// Why a simulator cannot be started.
package enum SimulatorFault: Error, Hashable, Sendable {
    /// The scenario names a source nobody can play.
    case unknownSource(String)
}

extension SimulatorFault: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        switch self {
        case .unknownSource(let source):
            Problem(
                .error, "E-SCENARIO", "no simulator plays the source \"\(source)\"",
                means: "the scenario's tenant.source names a source type",
                effect: "nothing was started (exit 64)",
                fix: "write one of \(ServiceCatalogue.entries.map(\.source).joined(separator: ", "))")
        }
    }
}

import Auditing

/// Where commands meet the modules that do their work.
package enum Wiring {
    /// Does one audit.
    package static let audit: CommandContext.Audit = { order, context, progress in
        try await AuditRunner(context: context).run(order, progress: progress)
    }

    /// Describes files.
    package static let inspect: CommandContext.Inspect = { request, context in
        try FileInspector(context: context).inspect(request)
    }
}

package import Auditing
import EventSources
import Settings

/// Where commands meet the modules that do their work.
package enum Wiring {
    /// The context of the real program.
    package static func context(_ run: RunContext, _ signals: SignalWatch) -> CommandContext {
        CommandContext(
            run: run, audit: audit, inspect: inspect, pull: pull, configurationRules: rules, signals: signals)
    }

    /// What the types of sources add to the rules of configurations.
    private static var rules: ConfigurationRules {
        var rules = ConfigurationRules()
        // Built-in descriptions are read in tests; one that cannot be read has no schema.
        rules.sourceSchemas = { (try? SourceRegistry.schemas()) ?? [:] }
        rules.checkSource = { source throws(SettingsFault) in try SourceRegistry.check(source) }
        return rules
    }

    /// Does one audit.
    package static let audit: CommandContext.Audit = { order, context, progress in
        try await AuditRunner(context: context).run(order, progress: progress)
    }

    /// Pulls one source.
    package static let pull: CommandContext.Pull = { order, context, progress in
        try await SourcePull(context: context).run(order, progress: progress)
    }

    /// Looks at what the configuration names.
    package static let doctor: CommandContext.Examine = { configuration, state, names, context in
        await Doctor(context: context, configuration: configuration, state: state).checks(of: names)
    }

    /// Describes files.
    package static let inspect: CommandContext.Inspect = { request, context in
        try FileInspector(context: context).inspect(request)
    }
}

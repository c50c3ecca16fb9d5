package import Auditing
import EventSources
import Glibc
import SIEMStores
package import Settings

/// Where commands meet the modules that do their work.
package enum Wiring {
    /// The context of the real program.
    package static func context(_ run: RunContext, _ signals: SignalWatch) -> CommandContext {
        CommandContext(
            run: run, audit: audit, inspect: inspect, pull: pull, answer: answer, configurationRules: rules,
            signals: signals)
    }

    /// A line of standard input, where a person types there.
    private static let answer: @Sendable () -> String? = { isatty(STDIN_FILENO) == 1 ? readLine() : nil }

    /// What the types of sources and SIEMs add to the rules of configurations.
    package static var rules: ConfigurationRules {
        var rules = ConfigurationRules()
        // Built-in descriptions are read in tests; one that cannot be read has no schema.
        rules.sourceSchemas = { (try? SourceRegistry.schemas()) ?? [:] }
        rules.checkSource = { source throws(SettingsFault) in try SourceRegistry.check(source) }
        rules.siemSchemas = StoreRegistry.schemas
        rules.deliverySchemas = DeliveryRegistry.schemas
        rules.checkSIEM = { siem throws(SettingsFault) in
            try StoreRegistry.check(siem)
            try DeliveryRegistry.check(siem)
        }
        return rules
    }

    /// Does one audit.
    package static let audit: CommandContext.Audit = { order, context, progress in
        try await AuditRunner(context: context).run(order, progress: progress)
    }

    /// Asks one source or SIEM for a window.
    package static let pull: CommandContext.Pull = { order, context, progress in
        try await ServicePull(context: context).run(order, progress: progress)
    }

    /// Looks at what the configuration names.
    package static let doctor: CommandContext.Examine = { configuration, state, names, context in
        await Doctor(context: context, configuration: configuration, state: state).checks(of: names)
    }

    /// Makes the ways to send to a SIEM and to ask it.
    package static let target: CommandContext.Target = { named, marks, asksTexts, network, context in
        try await AskedTarget.open(
            named, marks: marks, asksTexts: asksTexts, network: network, context: context, observe: { _ in })
    }

    /// Measures delays.
    package static let drift: CommandContext.Measure = { order, context, progress in
        try DelayRunner(context: context).run(order, progress: progress)
    }

    /// Describes files.
    package static let inspect: CommandContext.Inspect = { request, context in
        try FileInspector(context: context).inspect(request)
    }
}

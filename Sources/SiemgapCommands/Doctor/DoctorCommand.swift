import ArgumentParser
import AuditModel
import Auditing
import Reports
import Settings

/// `siemgap doctor`: look at everything an audit needs.
struct DoctorCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, storage, clock, credentials, roles, subscriptions and limits; reads only.",
        discussion: """
            EXAMPLES
              siemgap doctor
              siemgap doctor m365 --strict
            """)

    @Argument(
        help: ArgumentHelp(
            "Sources, SIEMs and audits of the configuration; all sources and SIEMs without a name.", valueName: "name"))
    var names: [String] = []

    @Flag(help: "Exit with 1 when there are warnings.")
    var strict = false

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 without a failed check, 2 with one; with `--strict` 1 for warnings.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let configuration = surroundings.configuration
        let checks = try await context.doctor(
            configuration, surroundings.state, try services(configuration), context.run)
        try session.show(DoctorText.text(checks, as: session.format))
        if checks.contains(where: { $0.state == .fail }) { return 2 }
        return strict && checks.contains { $0.state == .warn } ? 1 : 0
    }

    /// The sources and SIEMs that are named, those of a named audit among them.
    private func services(_ configuration: Configuration) throws(UsageFault) -> [String] {
        let services = configuration.sources.map(\.name) + configuration.siems.map(\.name)
        let known = services + configuration.audits.map(\.name)
        var found: [String] = []
        for name in names {
            guard known.contains(name) else {
                let nearest = NearestWord.find(name, among: known).map { "did you mean \($0)? " } ?? ""
                throw UsageFault(
                    "there is no source, SIEM or audit \"\(name)\"",
                    fix: "\(nearest)configured: \(known.joined(separator: " "))")
            }
            if services.contains(name) { found.append(name) }
            guard let audit = configuration.audit(named: name) else { continue }
            found += (audit.source + audit.siem).filter(services.contains)
        }
        // An audit of files alone has nothing to be asked.
        return found.isEmpty ? names : found
    }
}

/// What `doctor` says.
enum DoctorText {
    /// The checks in a format; groups in the order given.
    static func text(_ checks: [DoctorCheck], as format: CommonOptions.Format) -> String {
        switch format {
        case .json:
            let document: JSONValue = ["schema_version": .string("1.0"), "checks": .array(checks.map(\.json))]
            return document.text(pretty: true) + "\n"
        case .plain:
            return checks.map { check in
                ["check", check.group, check.name, check.state.rawValue, check.seen, check.fix ?? ""]
                    .map(Escaping.plain).joined(separator: "\t") + "\n"
            }.joined()
        case .human, .ndjson, .markdown, .junit, .github, .csv: return human(checks)
        }
    }

    private static func human(_ checks: [DoctorCheck]) -> String {
        var (text, group) = ("", "")
        let width = checks.map(\.name.count).max() ?? 0
        for check in checks {
            if check.group != group {
                group = check.group
                text += (text.isEmpty ? "" : "\n") + Escaping.terminal(group) + "\n"
            }
            let name = check.name.padding(to: width)
            let state = check.state.rawValue.padding(to: 4)
            let fix = check.fix.map { "  → " + Escaping.terminal($0) } ?? ""
            text += "  \(state)  \(Escaping.terminal(name))  \(Escaping.terminal(check.seen))\(fix)\n"
        }
        let counts = DoctorCheck.State.allCases.map { state in
            "\(checks.count { $0.state == state }) \(state.rawValue)"
        }
        return text + "\n" + counts.joined(separator: ", ") + "\n"
    }
}

extension String {
    /// The text with blanks behind it up to a number of characters.
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

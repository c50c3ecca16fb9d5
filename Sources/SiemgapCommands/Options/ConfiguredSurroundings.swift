import AuditModel
import Auditing
import Settings

/// The configuration and the state folder that a command works with.
struct ConfiguredSurroundings {
    /// Empty when there is no file.
    let configuration: Configuration
    let state: StateFolder

    /// No configuration.
    init(state: StateFolder) {
        configuration = Configuration()
        self.state = state
    }

    /// Reads the configuration file if there is one.
    ///
    /// - Throws: `SettingsFault` when it cannot be used, or is named and missing.
    init(_ common: CommonOptions, in context: CommandContext) throws {
        let environment = context.run.environment
        let file = try Configuration.find(explicit: common.config, environment: environment)
        configuration = try file.map { try Configuration.load($0, now: context.run.now()) } ?? Configuration()
        state = StateFolder(
            path: configuration.stateFolder(flag: common.state, environment: environment) ?? ".siemgap")
    }

    /// A source of the configuration.
    func source(named name: String) throws(UsageFault) -> NamedSource {
        if let source = configuration.source(named: name) { return source }
        let names = configuration.sources.map(\.name)
        let nearest = NearestWord.find(name, among: names).map { "did you mean \($0)? " } ?? ""
        let known =
            names.isEmpty ? "none is configured; siemgap config init" : "configured: \(names.joined(separator: " "))"
        throw UsageFault("there is no source \"\(name)\"", fix: nearest + known)
    }

    /// The request with the sources of the configuration that its authority names.
    func order(_ request: AuditRequest) -> AuditOrder {
        AuditOrder(
            request, sources: request.authority.specs.compactMap { configuration.source(named: $0) },
            network: configuration.network, state: state)
    }

    /// Replaces names of the configuration by what they stand for.
    func resolveNames(in request: inout AuditRequest) throws {
        request.siem.specs = try request.siem.specs.flatMap { spec in
            guard let siem = configuration.siem(named: spec) else { return [archived(spec)] }
            if siem.type == "file" { return siem.paths }
            throw UsageFault(
                "\(spec) is a SIEM of type \(siem.type), which is not read",
                fix: "name an export of it: --siem export.ndjson")
        }
        request.authority.specs = request.authority.specs.map(archived)
    }

    /// `archive/NAME` lies in the state folder unless such a path exists.
    private func archived(_ spec: String) -> String {
        spec.hasPrefix("archive/") ? state.place(of: spec) : spec
    }
}

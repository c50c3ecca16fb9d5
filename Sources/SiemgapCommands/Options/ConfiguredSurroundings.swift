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
        throw Self.unknown("source", name, among: configuration.sources.map(\.name))
    }

    /// A SIEM of the configuration that can be asked.
    func siem(named name: String) throws(UsageFault) -> NamedSIEM {
        guard let siem = configuration.siem(named: name) else {
            throw Self.unknown("SIEM", name, among: configuration.siems.filter(\.canBeAsked).map(\.name))
        }
        guard siem.canBeAsked else {
            throw UsageFault(
                "\(name) is a SIEM of type \(siem.type), which cannot be asked",
                fix: siem.type == "file" ? "siemgap audit --siem \(name)" : "name a SIEM of another type")
        }
        return siem
    }

    /// A SIEM of the configuration that events are sent to.
    func target(named name: String) throws(UsageFault) -> NamedSIEM {
        guard let siem = configuration.siem(named: name) else {
            throw Self.unknown("SIEM", name, among: configuration.siems.filter { $0.deliver != nil }.map(\.name))
        }
        return siem
    }

    private static func unknown(_ kind: String, _ name: String, among names: [String]) -> UsageFault {
        let nearest = NearestWord.find(name, among: names).map { "did you mean \($0)? " } ?? ""
        let known =
            names.isEmpty ? "none is configured; siemgap config init" : "configured: \(names.joined(separator: " "))"
        return UsageFault("there is no \(kind) \"\(name)\"", fix: nearest + known)
    }

    /// The request with the sources and SIEMs of the configuration that it names.
    func order(_ request: AuditRequest) -> AuditOrder {
        AuditOrder(
            request, sources: request.authority.specs.compactMap { configuration.source(named: $0) },
            siems: request.siem.specs.compactMap { configuration.siem(named: $0) }.filter(\.canBeAsked),
            network: configuration.network, state: state)
    }

    /// Replaces names of the configuration by what they stand for; sources and SIEMs that are asked keep theirs.
    func resolveNames(in request: inout AuditRequest) throws {
        request.siem.specs = try request.siem.specs.flatMap { spec in
            guard let siem = configuration.siem(named: spec) else { return [archived(spec)] }
            if siem.type == "file" { return siem.paths }
            if siem.canBeAsked { return [spec] }
            throw UsageFault(
                "\(spec) can be sent to, not asked", fix: "name a SIEM of another type, or an export: --siem FILE")
        }
        request.authority.specs = request.authority.specs.map(archived)
    }

    /// `archive/NAME` lies in the state folder unless such a path exists.
    private func archived(_ spec: String) -> String {
        spec.hasPrefix("archive/") ? state.place(of: spec) : spec
    }
}

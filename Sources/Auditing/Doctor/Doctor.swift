import AuditModel
import FileAccess
import Reports
package import Settings

/// Looks at everything an audit needs, without changing anything.
package struct Doctor: Sendable {
    private let context: RunContext
    private let configuration: Configuration
    private let state: StateFolder

    /// - Parameter context: all that the looking takes from outside.
    package init(context: RunContext, configuration: Configuration, state: StateFolder) {
        self.context = context
        self.configuration = configuration
        self.state = state
    }

    /// Looks at configuration, storage, the named sources and SIEMs, or all when none is named.
    ///
    /// Services are asked side by side; one that fails hides no other.
    package func checks(of names: [String]) async -> [DoctorCheck] {
        let sources = configuration.sources.filter { names.isEmpty || names.contains($0.name) }
        let siems = configuration.siems.filter { names.isEmpty || names.contains($0.name) }
        var found: [String: [DoctorCheck]] = [:]
        await withTaskGroup(of: (String, [DoctorCheck]).self) { group in
            for source in sources { group.addTask { (source.name, await checks(of: source)) } }
            for siem in siems { group.addTask { (siem.name, await checks(of: siem)) } }
            for await (name, checks) in group { found[name] = checks }
        }
        return [config] + storage + (sources.map(\.name) + siems.map(\.name)).flatMap { found[$0] ?? [] }
    }

    private var config: DoctorCheck {
        guard !configuration.file.isEmpty else {
            return DoctorCheck("config", "file", .warn, "there is none", fix: "siemgap config init")
        }
        let counts = [
            (configuration.sources.count, "source"), (configuration.siems.count, "SIEM"),
            (configuration.audits.count, "audit"),
        ]
        let words = counts.map { Numerals.counted($0.0, $0.1) }.joined(separator: ", ")
        return DoctorCheck("config", "file", .ok, "\(configuration.file): \(words)")
    }

    private var storage: [DoctorCheck] {
        guard let space = FreeSpace.at(state.path) else {
            return [
                DoctorCheck(
                    "storage", "state", .fail, "\(state.path) cannot be used", fix: "name another folder with --state")
            ]
        }
        guard space.isWritable else {
            return [
                DoctorCheck(
                    "storage", "state", .fail, "\(space.folder) cannot be written", fix: "grant access, or use --state")
            ]
        }
        let gigabytes = Double(space.bytes) / Double(1 << 30)
        let text = "\(state.path), \(Int(gigabytes)) GiB free"
        return [
            DoctorCheck(
                "storage", "state", gigabytes < 1 ? .warn : .ok, text,
                fix: gigabytes < 1 ? "free space, or name another folder with --state" : nil)
        ]
    }

    private func checks(of source: NamedSource) async -> [DoctorCheck] {
        await asked(source.name) {
            try await AskedServices.with(
                [source], network: configuration.network, context: context, observe: { _ in }
            ) { services in
                guard let asked = services.sources.first else { return [] }
                return await ServiceExamination(asked: asked, store: nil, now: context.now()).checks()
            }
        }
    }

    private func checks(of siem: NamedSIEM) async -> [DoctorCheck] {
        switch siem.type {
        case "file": return siem.paths.map { check(path: $0, of: siem) }
        case "none": return [DoctorCheck(siem.name, "type", .ok, "none; it can be sent to, not asked")]
        case _:
            return await asked(siem.name) {
                try await AskedServices.with(
                    [], siems: [siem], network: configuration.network, context: context, observe: { _ in }
                ) { services in
                    guard let store = services.stores.first else { return [] }
                    return await ServiceExamination(asked: store.asked, store: store.store, now: context.now())
                        .checks()
                }
            }
        }
    }

    /// What asking came to; one check that failed where it could not begin.
    private func asked(
        _ name: String, _ work: () async throws -> [DoctorCheck]
    ) async -> [DoctorCheck] {
        do {
            return try await work()
        } catch let error as any Explained {
            return [DoctorCheck(name, "settings", error.problem)]
        } catch {
            return [DoctorCheck(name, "settings", .fail, String(describing: error))]
        }
    }

    private func check(path: String, of siem: NamedSIEM) -> DoctorCheck {
        let isThere = FileKind.matching(path).isEmpty == false || FileKind.of(path) != .nothing
        return DoctorCheck(
            siem.name, "path", isThere ? .ok : .fail, isThere ? path : "nothing matches \(path)",
            fix: isThere ? nil : "check the path (\(siem.mark.text))")
    }
}

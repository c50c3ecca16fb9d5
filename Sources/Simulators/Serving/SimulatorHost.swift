import FileAccess

/// Plays the services of a scenario on one loopback address.
package struct SimulatorHost: Sendable {
    package let scenario: Scenario
    /// Scheme and authority, `https://127.0.0.1:8443`.
    package let address: String
    /// What the services answer from, by source.
    package let tenants: [String: Tenant]
    package let clock: SimulatorClock
    /// Counts requests, and credentials that went to the wrong host.
    package let router: SimulatorRouter
    /// Sources as `siemgap.yaml` names them, and the environment variables they refer to.
    package let configuration: HostConfiguration
    private let server: SimulatorServer
    private let boards: [String: FaultBoard]
    private let loginBoard: FaultBoard
    private let storeBoard: QueryFaultBoard
    private let deliveryBoard: DeliveryFaultBoard

    /// Makes the tenants, starts the server and returns once it accepts connections.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - folder: with it the server speaks TLS, and `ca.pem`, `client.pem` and `client.key` are written there; nil:
    ///     plain HTTP.
    ///   - client: registered with every login; a certificate is made for it where there is a folder, and where it has
    ///     none and a service takes nothing but a key.
    ///   - wall: nanoseconds since the Unix epoch, UTC.
    /// - Throws: ``SimulatorFault`` for a source nobody can play, ``FileFailure``, or why the port cannot be had.
    package static func start(
        _ scenario: Scenario, port: Int = 0, folder: String? = nil, client: SimulatorClient = SimulatorClient(),
        wall: @escaping @Sendable () -> Int64
    ) async throws -> SimulatorHost {
        let now = wall()
        var stage = try Stage(scenario, client: client, wall: wall)
        let authority = folder == nil ? nil : try SimulatorAuthority(now: now)
        if stage.needsKey, client.certificate == nil { stage.client.certificate = try ClientCertificate(now: now) }
        if let roles = scenario.tenant.roles { stage.client.roles = roles }
        if let folder, let authority {
            let certificate = try stage.client.certificate ?? ClientCertificate(now: now)
            stage.client.certificate = certificate
            try write(authority.certificatePEM, "ca.pem", in: folder)
            try write(certificate.certificatePEM, "client.pem", in: folder)
            try write(certificate.keyPEM, "client.key", in: folder)
        }
        let server = try await SimulatorServer.start(port: port, authority: authority) { [stage] in stage.router(at: $0)
        }
        return SimulatorHost(
            scenario: scenario, address: server.address, tenants: stage.tenants, clock: stage.clock,
            router: server.router,
            configuration: HostConfiguration(
                sources: server.router.services.compactMap { $0.configuration(at: server.address) },
                siems: siems(server.router.stores, at: server.address),
                authority: folder.map { $0 + "/ca.pem" }),
            server: server, boards: stage.boards, loginBoard: stage.loginBoard,
            storeBoard: stage.storeBoard, deliveryBoard: stage.deliveryBoard)
    }

    /// The SIEMs' entries, with how events are sent to each.
    private static func siems(_ stores: [any SimulatedService], at address: String) -> [ServiceConfiguration] {
        let receivers = stores.compactMap { $0 as? any EventReceiver }
        return stores.compactMap { $0.configuration(at: address) }.map { entry in
            guard let receiver = receivers.first(where: { $0.context.name == entry.name }) else { return entry }
            let delivery = receiver.delivery(at: address)
            let known = entry.environment.map(\.name)
            return ServiceConfiguration(
                name: entry.name, keys: entry.keys + [.init("deliver", delivery.settings)],
                environment: entry.environment + delivery.environment.filter { !known.contains($0.name) })
        }
    }

    /// How often each fault of the scenario that can happen to a source struck so far: records it changed, or answers.
    ///
    /// What strikes the login counts for every source behind it; a clock that is off counts every answer.
    package func struck(_ source: String) -> [FaultCode: Int] {
        guard let tenant = tenants[source], let board = boards[source], let entry = ServiceCatalogue.entry(source)
        else { return [:] }
        var counts = board.struck.merging(loginBoard.struck) { $0 + $1 }
        if clock.offset != 0 { counts[.clockOff] = router.traffic.requests }
        for fault in scenario.api where fault.fault.changesTenant {
            counts[fault.fault, default: 0] += tenant.changed(by: fault.fault)
        }
        let possible = scenario.api.lazy.map(\.fault).filter(entry.faults.contains)
        return Dictionary(possible.map { ($0, counts[$0] ?? 0) }) { first, _ in first }
    }

    /// How often each fault of the simulated SIEM struck so far.
    package var storeFaults: [QueryFault.Kind: Int] { storeBoard.struck }

    /// How often each fault of those who take events struck so far.
    package var deliveryFaults: [DeliveryFault.Kind: Int] { deliveryBoard.struck }

    /// Stops answering and frees the port.
    package func stop() async throws { try await server.stop() }

    private static func write(_ text: String, _ name: String, in folder: String) throws(FileFailure) {
        let file = try AtomicFile(folder: folder, name: name)
        try file.write(text)
        _ = try file.finish()
    }
}

/// The parts from which the services of one host are made once its address is known.
private struct Stage: Sendable {
    let tenants: [String: Tenant]
    let clock: SimulatorClock
    var client: SimulatorClient
    private let scenario: Scenario
    private let entries: [ServiceEntry]
    private let store: StoreEntry?
    private let shelves: [StoreShelf]
    var needsKey: Bool { entries.contains(where: \.needsKey) || store?.needsKey == true }
    let boards: [String: FaultBoard]
    let loginBoard: FaultBoard
    let storeBoard: QueryFaultBoard
    let deliveryBoard: DeliveryFaultBoard

    init(_ scenario: Scenario, client: SimulatorClient, wall: @escaping @Sendable () -> Int64) throws {
        let now = wall()
        var entries: [ServiceEntry] = []
        for source in scenario.tenant.sources {
            guard let entry = ServiceCatalogue.entry(source) else { throw SimulatorFault.unknownSource(source) }
            entries.append(entry)
        }
        guard StoreCatalogue.entry(scenario.siem.kind) != nil || ExportKind(rawValue: scenario.siem.kind) != nil else {
            let stores = StoreCatalogue.entries.map(\.kind)
            let kinds = stores + ExportKind.allCases.map(\.rawValue).filter { !stores.contains($0) }
            throw ScenarioFault(
                "siem.kind: there is no SIEM \(scenario.siem.kind)", fix: "use one of: \(kinds.joined(separator: " "))")
        }
        for plan in scenario.collector where plan.defect != "none" && DefectCode(rawValue: plan.defect) == nil {
            throw ScenarioFault("collector: there is no defect \(plan.defect)", fix: "use S1 to S23, or none")
        }
        storeBoard = QueryFaultBoard(scenario.siem.faults)
        deliveryBoard = DeliveryFaultBoard(scenario.siem.faults)
        let start = scenario.tenant.start(at: now)
        clock = SimulatorClock(
            wall: wall, fixed: scenario.tenant.now.map { start + $0 },
            offset: scenario.api.first { $0.fault == .clockOff }?.by ?? 0)
        func board(_ faults: [APIFault]) -> FaultBoard { FaultBoard(faults, seed: scenario.seed, start: start) }
        var (tenants, boards): ([String: Tenant], [String: FaultBoard]) = ([:], [:])
        for entry in entries {
            var possible = scenario
            possible.api = scenario.api.filter { entry.faults.contains($0.fault) }
            tenants[entry.source] = Tenant(of: possible, shape: entry.shape, now: now)
            boards[entry.source] = board(possible.api)
        }
        (self.tenants, self.boards) = (tenants, boards)
        loginBoard = board(scenario.api)
        let store = StoreCatalogue.entry(scenario.siem.kind)
        let asked = clock.now
        shelves = try entries.compactMap { [tenants] entry in
            guard store != nil, let tenant = tenants[entry.source] else { return nil }
            return try StoreShelf(of: scenario, tenant: tenant, at: asked)
        }
        self.store = store
        self.scenario = scenario
        self.entries = entries
        self.client = client
    }

    func router(at address: String) -> SimulatorRouter {
        // The same port under another name is another host to a client that pins hosts, and its requests can be counted.
        let foreign = address.replacing("127.0.0.1", with: "localhost")
        let mint = TokenMint()
        let login = EntraLogin(client: client, mint: mint, board: loginBoard, clock: clock)
        let services = entries.compactMap { entry -> (any SimulatedService)? in
            guard let tenant = tenants[entry.source], let board = boards[entry.source] else { return nil }
            return entry.make(
                ServiceContext(
                    tenant: tenant, board: board, mint: mint, clock: clock, client: client, foreignAddress: foreign))
        }
        return SimulatorRouter(
            [login] + services, stores: stores(mint), clock: clock,
            foreignAuthority: foreign.split(separator: "/").last.map(String.init) ?? "")
    }

    private func stores(_ mint: TokenMint) -> [any SimulatedService] {
        guard let store else { return [] }
        return shelves.flatMap { shelf -> [any SimulatedService] in
            let context = StoreContext(
                shelf: shelf, board: storeBoard, mint: mint, clock: clock, client: client, deliveryBoard: deliveryBoard)
            return store.receivers(context) + [store.make(context)]
        }
    }
}

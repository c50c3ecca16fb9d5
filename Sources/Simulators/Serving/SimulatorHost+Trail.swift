import AuditModel

extension ServiceCatalogue {
    /// The source type of a folder that a trail of the `cloudtrail` log delivers.
    package static let trailSource = "cloudtrail-files"

    /// What can happen to delivered files.
    package static let trailFaults: Set<FaultCode> = Set(entry(trailedSource)?.faults ?? [])
        .filter(\.changesTenant).union([.cutBody, .contentGone])

    /// The log a trail delivers.
    package static let trailedSource = "cloudtrail"
}

extension SimulatorHost {
    /// Writes what a trail delivered of the `cloudtrail` log until now, with the faults that can happen to files.
    ///
    /// - Returns: how often each of those faults struck; nil where the scenario has no such log.
    /// - Throws: as ``CloudTrailDelivery/write(to:)``.
    package func deliverTrail(to folder: String) throws -> [FaultCode: Int]? {
        guard let tenant = tenants[ServiceCatalogue.trailedSource] else { return nil }
        let faults = scenario.api.filter { ServiceCatalogue.trailFaults.contains($0.fault) }
        let board = FaultBoard(faults, seed: scenario.seed, start: tenant.span.from)
        let context = ServiceContext(
            tenant: tenant, board: board, mint: TokenMint(), clock: clock, client: SimulatorClient())
        _ = try CloudTrailDelivery(context).write(to: folder)
        let struck = board.struck
        return Dictionary(
            faults.map {
                ($0.fault, $0.fault.changesTenant ? tenant.changed(by: $0.fault) : struck[$0.fault] ?? 0)
            }, uniquingKeysWith: { first, _ in first })
    }
}

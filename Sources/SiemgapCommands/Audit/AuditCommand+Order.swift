import ArgumentParser
import AuditModel
import Auditing
import Reports
import Settings

extension AuditCommand {
    /// What is to be done, and the surroundings it is done in.
    struct Order {
        let audit: AuditOrder
        let run: RunContext
    }

    /// A new audit, or an earlier one again or to its end.
    func order(in context: CommandContext) throws -> Order {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        if let replay = runOptions.replay { return try replayed(replay, surroundings, context) }
        if let resume = runOptions.resume { return try resumed(resume, surroundings, context) }
        let request = try request(in: surroundings, machineZone: context.run.environment["TZ"])
        return Order(audit: surroundings.order(request), run: context.run)
    }

    /// The request of an earlier run, at that run's time.
    private func replayed(
        _ name: String, _ surroundings: ConfiguredSurroundings, _ context: CommandContext
    ) throws -> Order {
        let past = try past(name, flag: "--replay", surroundings)
        try past.checkConditions()
        var request = try request(of: past, surroundings)
        try past.useRecordings(in: &request, state: surroundings.state)
        try past.checkInputs()
        var order = AuditOrder(request, state: surroundings.state)
        order.replayed = past
        var run = context.run
        if let started = past.started { run.now = { started } }
        return Order(audit: order, run: run)
    }

    /// The request of a run that was interrupted, with what it has recorded so far.
    private func resumed(
        _ name: String, _ surroundings: ConfiguredSurroundings, _ context: CommandContext
    ) throws -> Order {
        let past = try past(name, flag: "--resume", surroundings)
        guard past.inputs.isEmpty else {
            throw UsageFault("run \(past.runID) came to its end", fix: "siemgap audit --replay \(past.runID)")
        }
        var order = surroundings.order(try request(of: past, surroundings))
        order.resumed = past
        return Order(audit: order, run: context.run)
    }

    private func past(
        _ name: String, flag: String, _ surroundings: ConfiguredSurroundings
    ) throws -> PastRun {
        guard configured == nil, authority.source.isEmpty, siem.siem.isEmpty else {
            throw UsageFault("\(flag) takes sides and settings from the run", fix: "siemgap audit \(flag) \(name)")
        }
        return try PastRun(name, state: surroundings.state)
    }

    private func request(of past: PastRun, _ surroundings: ConfiguredSurroundings) throws -> AuditRequest {
        let command = try Self.parse(past.words)
        var request = try command.request(in: ConfiguredSurroundings(state: surroundings.state), machineZone: nil)
        request.settings = past.settings.filter { $0.name != "out" }
        request.settledBy = past.settledBy ?? request.settledBy
        (request.acceptances, request.watches) = (try past.acceptances(), try past.watches())
        try runOptions.apply(to: &request)
        return request
    }
}

import ArgumentParser
import Auditing
import Reports
import Settings

extension AuditCommand {
    /// A request, and the surroundings it runs in.
    struct Order {
        let request: AuditRequest
        let run: RunContext
    }

    /// What is to be done: a new audit, or an earlier one again.
    func order(in context: CommandContext) throws -> Order {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        if let replay = runOptions.replay { return try replayed(replay, surroundings, context) }
        let request = try request(in: surroundings, machineZone: context.run.environment["TZ"])
        return Order(request: request, run: context.run)
    }

    /// The request of an earlier run, at that run's time.
    private func replayed(
        _ name: String, _ surroundings: ConfiguredSurroundings, _ context: CommandContext
    ) throws -> Order {
        guard configured == nil, authority.source.isEmpty, siem.siem.isEmpty else {
            throw UsageFault(
                "--replay takes sides and settings from the run", fix: "siemgap audit --replay \(name)")
        }
        let past = try PastRun(name, state: surroundings.state)
        let command = try Self.parse(past.words)
        var request = try command.request(in: ConfiguredSurroundings(state: surroundings.state), machineZone: nil)
        request.settings = past.settings.filter { $0.name != "out" }
        (request.acceptances, request.watches) = (try past.acceptances(), try past.watches())
        try past.useRecordings(in: &request, state: surroundings.state)
        try past.checkInputs()
        try runOptions.apply(to: &request)
        var run = context.run
        if let started = past.started { run.now = { started } }
        return Order(request: request, run: run)
    }
}

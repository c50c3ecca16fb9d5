import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// Asks which parts of a source can be asked.
struct ReadinessCheck {
    let setup: SourceSetup
    let scopes: [Scope?]

    /// One answer a scope; all can be asked when the description has no request for it.
    func answers(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        guard let step = setup.description.steps.ready else { return scopes.map { ScopeReadiness(scope: $0) } }
        var values = TemplateValues()
        values.settings = setup.settings
        do {
            values.tenant = try await setup.tenant(asking)
            guard let call = RequestBuilder(baseURL: setup.baseURL).call(step.request, values) else {
                return scopes.map { ScopeReadiness(scope: $0) }
            }
            let reply = try await asking.ask(call) { (try? JSONTree(parsing: $0.body)) != nil }
            return answers(step, try? JSONTree(parsing: reply.body))
        } catch {
            return scopes.map { refusal($0, error) }
        }
    }

    private func answers(_ step: ReadyStep, _ tree: JSONTree?) -> [ScopeReadiness] {
        let listed = tree?.value(at: step.at)?.elements ?? []
        return scopes.map { scope in
            guard let scope else { return ScopeReadiness(scope: nil) }
            let own = listed.first { $0.text(at: step.scope) == scope.value }
            let state = step.state.flatMap { own?.text(at: $0) }
            // A service that leaves the state out lists only what is on.
            if own != nil, state.map({ step.good.contains($0) }) ?? true { return ScopeReadiness(scope: scope) }
            return ScopeReadiness(
                scope: scope, refusal: .notSubscribed, reason: "not-subscribed",
                problem: problem(scope, state: own == nil ? nil : state))
        }
    }

    private func problem(_ scope: Scope, state: String?) -> Problem {
        Problem(
            .warning, "W-NOT-SUBSCRIBED", "\(scope.value) is not subscribed", place: setup.host,
            said: state.map { "its state is \($0)" }, means: "the service keeps no events of it for this application",
            effect: "its events are unknown, not missing",
            fix: SubscriptionStart.advice(setup, scope))
    }

    /// What a failed request means for a scope: only a refusal is one; anything else shows when the scope is asked.
    private func refusal(_ scope: Scope?, _ failure: TransportFailure) -> ScopeReadiness {
        switch failure.kind {
        case .unauthorized, .forbidden:
            ScopeReadiness(scope: scope, refusal: .refused, reason: "denied", problem: failure.problem)
        case .notSubscribed:
            ScopeReadiness(scope: scope, refusal: .notSubscribed, reason: "not-subscribed", problem: failure.problem)
        case .cancelled: ScopeReadiness(scope: scope, refusal: .unasked, reason: "cancelled", problem: failure.problem)
        case .throttled, .timeout, .shrink, .restart, .gone, .retention, .cutAnswer, .foreignHost, .unreachable, .clock,
            .tooLarge, .rejected:
            ScopeReadiness(scope: scope, problem: failure.problem)
        }
    }
}

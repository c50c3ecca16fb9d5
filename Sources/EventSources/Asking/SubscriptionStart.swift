package import AuditModel
package import Pulling
package import Transport

/// Starts the subscriptions without which a service keeps no events of a scope.
///
/// Changes something at the service, so that only a command that says so makes one; pulls never do.
package struct SubscriptionStart: Sendable {
    /// What the service made of it.
    package enum Outcome: Hashable, Sendable {
        /// Events from now on are delivered, the first of them after some hours.
        case started
        /// It was on already.
        case wasOn
    }

    private let setup: SourceSetup
    private let step: RequestStep

    /// The scopes that can be subscribed to.
    package let scopes: [Scope]

    /// Takes a source; nil when its scopes need no subscription.
    package init?(_ source: any EventSource) {
        guard let described = source as? DescribedSource, let step = described.setup.description.steps.subscribe
        else { return nil }
        setup = described.setup
        self.step = step
        scopes = described.traits.scopes.compactMap(\.self)
    }

    /// Starts the subscription of one of ``scopes``.
    package func start(_ scope: Scope, _ asking: any ServiceAsking) async throws(TransportFailure) -> Outcome {
        var values = TemplateValues()
        values.settings = setup.settings
        values.tenant = try await setup.tenant(asking)
        values.scope = setup.scopes.first { $0.value == scope.value }
        guard values.scope != nil, let call = RequestBuilder(baseURL: setup.baseURL).call(step, values) else {
            throw SourceFailure.answer(lacks: "a scope called \(scope.value)", host: setup.host)
        }
        let reply = try await asking.ask(call) { _ in true }
        // Of the refusals only the one that it is on already is tolerated.
        return (200..<300).contains(reply.status) ? .started : .wasOn
    }

    /// What a person can do about a scope that is not subscribed.
    static func advice(_ setup: SourceSetup, _ scope: Scope) -> String {
        guard setup.description.steps.subscribe != nil else {
            return "start the subscription; earlier events are not delivered"
        }
        return "siemgap subscribe \(setup.name) \(scope.value); earlier events are not delivered"
    }
}

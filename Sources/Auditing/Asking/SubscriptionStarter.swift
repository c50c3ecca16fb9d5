package import AuditModel
import EventSources
package import Settings
import Transport

/// Starts subscriptions, which is the one thing siemgap ever changes at a source.
package struct SubscriptionStarter: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the starting takes from outside.
    package init(context: RunContext) { self.context = context }

    /// What became of one scope.
    package struct Result: Hashable, Sendable {
        package let scope: String
        /// Whether the subscription is on now, and what went wrong when it is not.
        package let isOn: Bool
        package let wasOn: Bool
        package let problem: Problem?
    }

    /// Starts the subscriptions of the named scopes of a source, of all when none is named.
    ///
    /// - Throws: when the source needs none, has no such scope, or its settings cannot be used.
    package func start(_ source: NamedSource, scopes: [String], network: NetworkSettings) async throws -> [Result] {
        try await AskedServices.with([source], network: network, context: context, observe: { _ in }) { services in
            guard let asked = services.sources.first, let start = SubscriptionStart(asked.source) else {
                throw AuditFault.usage(
                    "E-SUBSCRIPTION", "\(source.name) needs no subscription", fix: "siemgap doctor \(source.name)")
            }
            let known = start.scopes
            for name in scopes where !known.contains(where: { $0.value == name }) {
                throw AuditFault.usage(
                    "E-SUBSCRIPTION", "\(source.name) has no \(name)",
                    fix: "use one of: \(known.map(\.value).joined(separator: " "))")
            }
            var results: [Result] = []
            for scope in known where scopes.isEmpty || scopes.contains(scope.value) {
                do throws(TransportFailure) {
                    let outcome = try await start.start(scope, asked.client)
                    results.append(Result(scope: scope.value, isOn: true, wasOn: outcome == .wasOn, problem: nil))
                } catch {
                    results.append(Result(scope: scope.value, isOn: false, wasOn: false, problem: error.problem))
                }
            }
            return results
        }
    }
}

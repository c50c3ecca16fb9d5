import AuditModel
import Pulling
import Transport

/// A source of which only some scopes are asked for.
struct NarrowedSource: EventSource {
    private let source: any EventSource
    let traits: SourceTraits

    init(_ source: any EventSource, scopes: [Scope?]) {
        self.source = source
        var traits = source.traits
        traits.scopes = scopes
        self.traits = traits
    }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        await source.readiness(asking).filter { traits.scopes.contains($0.scope) }
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        source.pages(of: question, from: cursor, asking)
    }

    func count(of question: SliceQuestion, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int? {
        try await source.count(of: question, asking)
    }
}

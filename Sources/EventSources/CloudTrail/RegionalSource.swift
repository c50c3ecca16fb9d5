import AuditModel
import Pulling
import Settings
import Transport

/// A service that keeps a log for each region, on a host for each: one description, asked once a region.
struct RegionalSource: EventSource {
    /// The field that tells regions apart, in scopes.
    static let field = "awsRegion"

    let traits: SourceTraits
    private let regions: [String: any EventSource]

    /// - Parameter regions: the regions' names and sources, at least one.
    init(_ regions: [(name: String, source: any EventSource)], traits: SourceTraits) {
        var own = traits
        own.hosts = Set(regions.flatMap(\.source.traits.hosts)).sorted()
        own.scopes = regions.map { Scope(field: Self.field, value: $0.name) }
        self.traits = own
        self.regions = Dictionary(regions.map { ($0.name, $0.source) }) { first, _ in first }
    }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        traits.scopes.map { ScopeReadiness(scope: $0) }
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        guard let name = question.scope?.value, let source = regions[name] else { return NoPages() }
        let own = SliceQuestion(scope: nil, window: question.window, pageSize: question.pageSize)
        return source.pages(of: own, from: cursor, RegionAsking(asking: asking, region: name))
    }
}

/// The pages of a question that nothing answers.
private final class NoPages: SourcePages {
    func next() async throws(TransportFailure) -> SourcePage? {
        throw SourceFailure.answer(lacks: "a region that is set", host: RegionalSource.field)
    }
}

/// Sends requests to be signed for a region.
private struct RegionAsking: ServiceAsking {
    let asking: any ServiceAsking
    let region: String

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        var call = call
        call.region = region
        return try await asking.ask(call, expects: expects)
    }

    var record: TransportRecord { get async { await asking.record } }
}

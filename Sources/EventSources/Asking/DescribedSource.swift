import AuditModel
package import Pulling
import Recordings
package import Transport

/// A source that is asked as its description says.
package struct DescribedSource: EventSource {
    package let traits: SourceTraits
    let setup: SourceSetup

    /// Puts a source together.
    package init(_ setup: SourceSetup) {
        self.setup = setup
        let (description, records, window) = (setup.description, setup.description.records, setup.description.window)
        let id = records.hashWithout == nil ? records.id.map(\.text) : [RecordRule.hashName]
        let scopes = setup.scopes.map { Scope(field: description.fanOut?.name ?? "scope", value: $0.value) }
        var traits = SourceTraits(
            type: description.type, hosts: [setup.host],
            paths: .init(
                id: id, time: records.time?.text, zone: records.zone, available: records.available?.text,
                scope: records.scope?.text),
            axis: window.axis, longest: window.longest, settle: window.settle,
            scopes: scopes.isEmpty ? [nil] : scopes, pageSizes: description.paging.pageSizes, rate: description.limits)
        traits.shortest = window.shortest
        traits.oldest = window.oldest
        for (scope, value) in zip(scopes, setup.scopes) { traits.ownOldest[scope] = value.oldest }
        traits.youngest = window.youngest
        traits.margin = window.margin
        traits.resultCap = description.resultCap
        traits.isRepeatable = description.isRepeatable
        traits.parallel = description.parallel
        self.traits = traits
    }

    package func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        await ReadinessCheck(setup: setup, scopes: traits.scopes).answers(asking)
    }

    package func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages
    {
        DescribedPages(QuestionRun(setup: setup, question: question, asking: asking), from: cursor)
    }
}

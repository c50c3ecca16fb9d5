import AuditModel
import Pulling
import Recordings
import Transport

/// Events as a trail delivered them to a bucket, from a copy of its folder.
///
/// Questions are about the time of delivery. Where hourly digests are there, their chain proves that nothing of what was
/// delivered is missing or changed; without them nothing does. Memory: a page of 1 MiB for each question, the names of the
/// files, and the hashes of the digests of the regions asked for.
struct CloudTrailFilesSource: EventSource {
    static let type = "cloudtrail-files"
    /// What stands for the region of files whose names do not say it.
    static let unknownRegion = "unknown"

    let traits: SourceTraits
    private let ledger: TrailLedger

    /// - Parameter regions: regions that are wanted although the folder may have none of them; empty for all it has.
    init(_ ledger: TrailLedger, regions: [String]) {
        self.ledger = ledger
        let names = Set(regions + ledger.folder.regions).sorted()
        let scopes = names.map { Scope(field: RegionalSource.field, value: $0.isEmpty ? Self.unknownRegion : $0) }
        // "How CloudTrail works": deliveries come about every five minutes, on average five minutes after the call. That is
        // no promise, and what was delivered a day later is still at hand.
        var traits = SourceTraits(
            type: Self.type, hosts: [],
            paths: .init(id: ["eventID"], time: "eventTime", zone: "UTC", scope: "eventSource"), axis: .availability,
            longest: 86_400_000_000_000, settle: 86_400_000_000_000, scopes: scopes.isEmpty ? [nil] : scopes,
            pageSizes: [1_000], rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 2))
        traits.shortest = 3_600_000_000_000
        traits.parallel = 2
        self.traits = traits
    }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        let (ledger, scopes) = (ledger, traits.scopes)
        return await TrailWork.run { scopes.map { TrailReadiness(ledger: ledger, scope: $0).answer } }
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        TrailPages(ledger, region: Self.region(question.scope), window: question.window, from: cursor)
    }

    /// The region of a scope as files have it.
    static func region(_ scope: Scope?) -> String {
        guard let name = scope?.value, name != unknownRegion else { return "" }
        return name
    }
}

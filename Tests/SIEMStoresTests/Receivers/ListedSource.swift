import AuditModel
import Foundation
import Pulling
import Recordings
import SIEMStores
import Synchronization
import Transport

/// A service that holds a list of events, 100 a page, each an hour before it is asked for.
struct ListedSource: EventSource {
    let traits: SourceTraits
    private let events: [DeliveryEvent]

    init(_ events: [DeliveryEvent]) {
        self.events = events
        traits = SourceTraits(
            type: "rest", hosts: [], paths: .init(id: ["Id"], time: nil, zone: "UTC"), axis: .event,
            longest: 86_400_000_000_000, settle: 0, scopes: [nil], pageSizes: [100],
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 1))
    }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        Pages(events)
    }

    private final class Pages: SourcePages {
        private let left: Mutex<[DeliveryEvent]>

        init(_ events: [DeliveryEvent]) { left = Mutex(events) }

        func next() async throws(TransportFailure) -> SourcePage? {
            let page = left.withLock { left in
                defer { left.removeFirst(min(left.count, 100)) }
                return left.prefix(100)
            }
            guard !page.isEmpty else { return nil }
            return SourcePage(lines: page.flatMap { $0.record + [0x0A] }, records: page.count)
        }
    }

    /// Stands where nothing is to be asked.
    struct NobodyAsked: ServiceAsking {
        var record: TransportRecord { get async { TransportRecord() } }

        func ask(
            _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
        ) async throws(TransportFailure) -> HTTPReply {
            throw TransportFailure(.rejected, host: "", problem: Problem(.error, "E-INTERNAL", "nobody is there"))
        }
    }
}

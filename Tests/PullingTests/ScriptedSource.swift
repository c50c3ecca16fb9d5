import AuditModel
import Pulling
import Recordings
import Synchronization
import TestKit
import Transport

/// A source whose events are known, and which fails where a test says so.
final class ScriptedSource: EventSource {
    struct Event: Sendable {
        let id: String
        let time: Int64
        let scope: Scope?

        var line: String {
            let scope = scope.map { ",\"\($0.field)\":\"\($0.value)\"" } ?? ""
            return "{\"Id\":\"\(id)\",\"CreationTime\":\"\(InstantText.rfc3339(time))\"\(scope)}\n"
        }
    }

    /// What a test may do to a page: number of the question in the order asked, from 1, and of the page, from 0.
    struct Moment: Sendable {
        let question: SliceQuestion
        let number: Int
        let page: Int
    }

    /// What happens instead of a page, or with it.
    enum Act: Sendable {
        case fail(TransportFailure.Kind)
        case flaw(String)
        case noEvents
        case expect(Int)
        /// The continuation of an earlier page.
        case sameCursor
        case stamp
    }

    let traits: SourceTraits
    let events: [Event]
    let refusals: [ScopeReadiness]
    let script: @Sendable (Moment) -> Act?
    private let log = Mutex<[SliceQuestion]>([])

    init(
        events: [Event], traits: SourceTraits, refusals: [ScopeReadiness] = [],
        script: @escaping @Sendable (Moment) -> Act? = { _ in nil }
    ) {
        self.events = events.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
        self.traits = traits
        self.refusals = refusals
        self.script = script
    }

    /// Questions in the order asked.
    var asked: [SliceQuestion] { log.withLock { $0 } }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { refusals }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        let number = log.withLock { log in
            log.append(question)
            return log.count
        }
        return Pages(source: self, question: question, number: number, start: cursor.flatMap(Int.init) ?? 0)
    }

    /// Events of a question, in order.
    func truth(_ question: SliceQuestion) -> [Event] {
        events.filter { question.window.contains($0.time) && $0.scope == question.scope }
    }

    private final class Pages: SourcePages {
        private let source: ScriptedSource
        private let question: SliceQuestion
        private let number: Int
        private let position: Mutex<(offset: Int, page: Int, isOver: Bool)>

        init(source: ScriptedSource, question: SliceQuestion, number: Int, start: Int) {
            self.source = source
            self.question = question
            self.number = number
            position = Mutex((start, 0, false))
        }

        func next() async throws(TransportFailure) -> SourcePage? {
            await Task.yield()
            let (offset, page, isOver) = position.withLock { $0 }
            let act = source.script(Moment(question: question, number: number, page: page))
            if case .fail(let kind) = act { throw .scripted(kind) }
            if case .noEvents = act { return nil }
            guard !isOver else { return nil }
            let events = source.truth(question)
            let end = min(events.count, offset + max(question.pageSize, 1))
            position.withLock { $0 = (end, page + 1, end == events.count) }
            guard offset < end else { return nil }
            var result = SourcePage(
                lines: Array(events[offset..<end].map(\.line).joined().utf8), records: end - offset)
            result.cursor = end == events.count ? nil : String(end)
            switch act {
            case .flaw(let reason): result.flaw = SourcePage.Flaw(reason, "as scripted")
            case .expect(let count): result.expected = count
            case .sameCursor: result.cursor = "again"
            case .stamp:
                result.stamps = [
                    SourcePage.Stamp(records: 1, after: 0, by: 1_000_000_000),
                    SourcePage.Stamp(records: end - offset - 1, after: 1_000_000_000, by: 2_000_000_000),
                ]
            case nil, .fail, .noEvents: break
            }
            return result
        }
    }
}

extension TransportFailure {
    static func scripted(_ kind: Kind) -> TransportFailure {
        TransportFailure(
            kind, host: "api.example", status: nil, code: "X1",
            problem: Problem(.warning, "W-THROTTLED", "the scripted source failed: \(kind.rawValue)"))
    }
}

/// A service that no scripted source asks.
struct UnplannedService: ServiceAsking {
    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        preconditionFailure("a scripted source has its events itself")
    }

    var record: TransportRecord { get async { TransportRecord() } }
}

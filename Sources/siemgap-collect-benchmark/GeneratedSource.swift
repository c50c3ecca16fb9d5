import AuditModel
import Pulling
import Recordings
import Synchronization
import Transport

/// A log without end: an event every 10 microseconds, of 512 bytes.
struct GeneratedSource: EventSource {
    /// Between two events, nanoseconds.
    static let interval: Int64 = 10_000

    let traits: SourceTraits
    private let start: Int64

    init(from start: Int64) {
        self.start = start
        var traits = SourceTraits(
            type: "rest", hosts: [], paths: .init(id: ["id"], time: "time", zone: "UTC"), axis: .event,
            longest: 86_400_000_000_000, settle: 0, scopes: [nil], pageSizes: [4_000],
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 1))
        traits.parallel = 1
        self.traits = traits
    }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        let first = (max(question.window.from, start) - start + Self.interval - 1) / Self.interval
        let end = (question.window.to - start + Self.interval - 1) / Self.interval
        return Pages(start: start, numbers: first..<max(first, end), size: Int64(question.pageSize))
    }

    private final class Pages: SourcePages {
        private let start: Int64
        private let numbers: Range<Int64>
        private let size: Int64
        private let next: Mutex<Int64>
        private static let padding = [UInt8](repeating: UInt8(ascii: "x"), count: 400)

        init(start: Int64, numbers: Range<Int64>, size: Int64) {
            (self.start, self.numbers, self.size) = (start, numbers, size)
            next = Mutex(numbers.lowerBound)
        }

        func next() async throws(TransportFailure) -> SourcePage? {
            let page = next.withLock { next in
                defer { next = min(next + size, numbers.upperBound) }
                return next..<min(next + size, numbers.upperBound)
            }
            guard !page.isEmpty else { return nil }
            var lines: [UInt8] = []
            lines.reserveCapacity(page.count * 520)
            for number in page {
                let word = UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15
                lines += Array(#"{"id":"\#(String(word, radix: 16))-\#(number)","time":""#.utf8)
                InstantText.append(start + number * GeneratedSource.interval, to: &lines)
                lines += Array(#"","operation":""#.utf8)
                lines += Self.padding
                lines += Array("\"}\n".utf8)
            }
            return SourcePage(lines: lines, records: page.count)
        }
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

import AuditModel
import Pulling
import Recordings
import Transport

/// The entries of one instant, where there are more of them than an answer holds.
///
/// They are asked for by the last characters of anything that is called an id, longer endings where one is not enough,
/// and once for the lines that have no such thing. What comes more than once is one entry: a stream holds no line twice
/// at one instant.
struct LokiTies: Sendable {
    let client: LokiClient
    let base: WantedIDs?
    let limit: Int
    let asking: any ServiceAsking

    /// Characters of the longest ending that is tried.
    private static let mostCharacters = 3
    private static let alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

    func entries(
        at instant: Int64
    ) async throws(TransportFailure) -> (entries: Set<LokiAnswer.Entry>, flaw: SourcePage.Flaw?) {
        var (found, endings, flaw) = (Set<LokiAnswer.Entry>(), [""], SourcePage.Flaw?.none)
        while let ending = endings.popLast() {
            for character in Self.alphabet {
                let longer = String(character) + ending
                let answer = try await ask(at: instant, " |~ " + LokiClient.quoted(Self.pattern(longer)))
                found.formUnion(answer.entries)
                guard answer.isFull else { continue }
                if longer.count < Self.mostCharacters { endings.append(longer) } else { flaw = Self.overflow(instant) }
            }
            // Ids that are no longer than the ending, and lines without any.
            var others = " !~ " + LokiClient.quoted(Self.pattern("[0-9a-z]" + ending))
            if !ending.isEmpty { others += " |~ " + LokiClient.quoted(Self.pattern(ending)) }
            let answer = try await ask(at: instant, others)
            found.formUnion(answer.entries)
            if answer.isFull { flaw = Self.overflow(instant) }
        }
        return (found, flaw)
    }

    private func ask(at instant: Int64, _ filter: String) async throws(TransportFailure) -> LokiAnswer {
        let own = base.map { " |~ " + LokiClient.quoted($0.pattern) } ?? ""
        return try await client.entries(
            .init(window: TimeWindow(from: instant, to: instant + 1), limit: limit, filter: own + filter), asking)
    }

    private static func pattern(_ ending: String) -> String {
        "(?i)id\"\\s*:\\s*[\"{]*[^\",{}\\s]*" + ending + "[\",}\\s]"
    }

    private static func overflow(_ instant: Int64) -> SourcePage.Flaw {
        .init("result-cap", "more entries than one answer holds share the instant \(InstantText.rfc3339(instant))")
    }
}

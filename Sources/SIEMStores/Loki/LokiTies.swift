import AuditModel
import Pulling
import Recordings
import Transport

/// The entries of one instant, where there are more of them than an answer holds.
///
/// They are asked for by the last characters of their ids, by longer endings where one character is not enough, until
/// there are as many as Loki counts. What comes more than once is one entry: a stream holds no line twice at one
/// instant.
struct LokiTies: Sendable {
    let client: LokiClient
    /// The line filter of the question; empty for none.
    let filter: String
    let limit: Int
    let asking: any ServiceAsking

    /// Characters of the longest ending that is tried.
    private static let mostCharacters = 3
    private static let alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

    func entries(
        at instant: Int64
    ) async throws(TransportFailure) -> (entries: Set<LokiAnswer.Entry>, flaw: SourcePage.Flaw?) {
        let window = TimeWindow(from: instant, to: instant + 1)
        let count = try await client.count(window, filter: filter, asking)
        var (found, endings) = (Set<LokiAnswer.Entry>(), [""][...])
        // Lines without an id come too, as far as one answer holds them.
        found.formUnion(try await ask(window, " !~ " + LokiClient.quoted(pattern("[0-9a-z]"))).entries)
        while found.count < count, let ending = endings.popFirst() {
            for character in Self.alphabet where found.count < count {
                let longer = String(character) + ending
                let answer = try await ask(window, " |~ " + LokiClient.quoted(pattern(longer)))
                found.formUnion(answer.entries)
                if answer.isFull, longer.count < Self.mostCharacters { endings.append(longer) }
            }
        }
        return (found, found.count < count ? Self.overflow(instant, found.count, of: count) : nil)
    }

    private func ask(_ window: TimeWindow, _ more: String) async throws(TransportFailure) -> LokiAnswer {
        try await client.entries(.init(window: window, limit: limit, filter: filter + more), asking)
    }

    /// A member that may be the id, and ends so.
    private func pattern(_ ending: String) -> String {
        let names = client.text.memberNames.joined(separator: "|")
        return "(?i)\"(\(names))\"\\s*:\\s*[\"{]*[^\",{}\\s]*" + ending + "[\",}\\s]"
    }

    private static func overflow(_ instant: Int64, _ found: Int, of count: Int) -> SourcePage.Flaw {
        .init(
            "result-cap",
            "\(found) of \(count) entries that share the instant \(InstantText.rfc3339(instant)) could be had")
    }
}

extension CodeTable {
    /// A cause, and what it is called in a sentence.
    struct CauseEntry {
        let words: String
        let explanation: Explanation

        init(_ code: String, _ words: String, means: String, fix: String) {
            self.words = words
            explanation = Explanation(code, words, means: means, fix: fix)
        }
    }

    /// Why events can be missing; the contract's list in its order.
    static let causes: [CauseEntry] = [
        .init(
            "collector-stopped", "the collector stopped",
            means: "nothing arrived for a while and everything did before and after",
            fix: "look at the collector's log and its restarts in that time"),
        .init(
            "token-rhythm", "the collector's token expired", means: "losses come at the rhythm of a token's life",
            fix: "renew the token before it expires"),
        .init(
            "poll-boundary", "the collector loses events between two polls",
            means: "losses lie at the edges of its polls",
            fix: "let polls overlap and drop repeats by id"),
        .init(
            "late-arrival", "events came after the collector had passed",
            means: "the missing ones became available late",
            fix: "look back further on each poll"),
        .init(
            "page-cap", "a page limit cut the collector's answers", means: "busy intervals end at the same count",
            fix: "ask for shorter intervals or follow every page"),
        .init(
            "first-page-only", "the collector reads the first page only", means: "what follows a first page is missing",
            fix: "follow the link to the next page until there is none"),
        .init(
            "blob-lost", "a content blob was never fetched", means: "all events of single blobs are missing",
            fix: "list and fetch content again for that time"),
        .init(
            "type-lost", "a type of event never arrives", means: "a scope is absent altogether",
            fix: "subscribe the collector to that type"),
        .init(
            "field-shape", "events of an unusual shape are dropped", means: "the missing ones share a field or a form",
            fix: "look for parse errors and mapping conflicts in the SIEM"),
        .init(
            "size-limit", "events above a size are dropped", means: "the missing ones are larger than those present",
            fix: "raise the limit on event size along the way"),
        .init(
            "rate-loss", "events are lost at high rates",
            means: "losses grow with the number of events in the same second or minutes",
            fix: "raise the rate limit, or let the sender wait instead of dropping"),
        .init(
            "framing", "the transport joins or splits events",
            means: "the missing ones hold a line break, or follow a record that does",
            fix: "use a transport with octet counting or one request a batch"),
        .init(
            "id-collision", "the SIEM folded different events into one", means: "its document id is not the event's id",
            fix: "let the document id be the event's id"),
        .init(
            "boundary-ties", "events that share a boundary's time are lost",
            means: "a poll or a page began after, not at, the last time seen",
            fix: "begin each poll at the last time seen and drop repeats by id"),
        .init(
            "retention-edge", "the SIEM no longer keeps that time", means: "losses lie before one moment",
            fix: "keep events longer, or audit a later window"),
        .init(
            "sampling", "events are left out by count",
            means: "one of every so many is missing, or all that a day brings beyond a volume",
            fix: "switch sampling off for audit logs, or raise the daily cap"),
        .init(
            "unexplained", "no known pattern fits", means: "nothing sets the missing events apart from the others",
            fix: "look at them in missing.ndjson"),
    ]
}

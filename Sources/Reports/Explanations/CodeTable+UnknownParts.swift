extension CodeTable {
    /// Why a part of the window is not known; reasons that are marks on exports stand with those.
    static let unknownParts: [Explanation] = [
        .init(
            "result-cap", "an answer is exactly as long as the service allows",
            means: "what lies beyond it was not delivered",
            fix: "ask for smaller ranges"),
        .init(
            "cut-answer", "an answer ended early", means: "the connection or the service broke off", fix: "ask again"),
        .init(
            "timeout", "no answer came in time", means: "the service was slow or out of reach",
            fix: "ask again, or for smaller ranges"),
        .init(
            "throttled", "the service refused for too many requests", means: "its limit was used up",
            fix: "ask again later or more slowly"),
        .init("denied", "the service refused", means: "the account lacks a permission", fix: "grant it and ask again"),
        .init(
            "retention", "older than the service keeps", means: "the events are gone there",
            fix: "audit a later window, or from an archive"),
        .init(
            "not-subscribed", "the type was not subscribed to", means: "the service collects nothing for it",
            fix: "subscribe, then audit later times"),
        .init(
            "page-loop", "pages led back to an earlier one", means: "the listing has no end",
            fix: "ask for smaller ranges"),
        .init(
            "foreign-link", "a page pointed to another host", means: "credentials are not sent there",
            fix: "check the service's address"),
        .init(
            "empty-unconfirmed", "an empty answer was not confirmed", means: "empty may mean broken", fix: "ask again"),
        .init(
            "count-mismatch", "the count announced is not the count delivered", means: "records were lost on the way",
            fix: "ask again"),
        .init("cancelled", "the run was interrupted there", means: "the rest was never asked for", fix: "run again"),
    ]
}

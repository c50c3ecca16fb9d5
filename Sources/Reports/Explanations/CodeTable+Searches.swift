extension CodeTable {
    /// Messages about searches in a SIEM that has its own language for them.
    static let searches: [Explanation] = [
        .init(
            "E-SEARCH", "a search of the SIEM failed",
            means: "the SIEM said so in an answer that was a success otherwise; its rows are not all there",
            fix: "run the search in the SIEM's own page, then go on with --resume"),
        .init(
            "E-SEARCH-BUSY", "the SIEM runs too many searches already",
            means: "role and server allow so many at once; others were in the way for minutes",
            fix: "lower limits.in_flight of the SIEM, or try again later"),
        .init(
            "W-SIEM-WARNS", "the SIEM warned about a search",
            means: "it answered, and said beside the answer that something about the search is not as it should be",
            fix: "run the search in the SIEM's own page and see whether events are left out"),
        .init(
            "W-SEARCH-RESTRICTED", "roles keep a part of the SIEM from searches",
            means: "answers are smaller without saying so; events that are hidden look like missing ones",
            fix: "use a user whose roles have no such restriction"),
    ]
}

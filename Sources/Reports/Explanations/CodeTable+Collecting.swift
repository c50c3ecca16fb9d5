extension CodeTable {
    /// The codes of messages of a collector.
    static let collectingMessages: [Explanation] = [
        .init(
            "E-COLLECTING", "the source is being collected already",
            means: "one instance of collect runs for each source and state folder",
            fix: "stop the other one, or use another folder with --state"),
        .init(
            "W-DRIFT", "the newest event of a source is old",
            means: "it is older than half of the look-back: events come late, or none happen",
            fix: "measure with siemgap drift archive/NAME; with --lookback auto the look-back grows by itself"),
        .init(
            "W-EMPTY-ROUND", "a round came back empty",
            means: "the source held no event of the whole look-back, which an outage looks like as well",
            fix: "look whether the service records events; with --lookback auto the look-back grows meanwhile"),
        .init(
            "W-FORWARD-DOWN", "the target takes no events now",
            means: "it cannot be reached, or refuses the credential; events wait in the archive, and none is lost",
            fix: "mend what the message names; collect goes on sending by itself"),
        .init(
            "W-FORWARD-REFUSED", "the target will never take some events",
            means: "its own words stand in the message; the events are kept in the archive and not sent again",
            fix: "mend the target's mapping or limits, then audit and backfill"),
        .init(
            "W-FORWARD-REPEATS", "some events may be at the target twice",
            means: "the answer to their sending was never read, and the target cannot refuse what it holds already",
            fix: "use a target that refuses repeats, such as bulk, or remove duplicates there by their ids"),
        .init(
            "W-LOOKBACK", "the look-back was changed",
            means: "collect sizes it from the measured delay, between 5 minutes and 7 days",
            fix: "nothing is to be done; --lookback D fixes it"),
        .init(
            "W-RETENTION-NEAR", "the service will soon no longer serve what has not come yet",
            means: "a part that failed in earlier rounds has used up four fifths of the service's retention",
            fix: "mend the failure that other messages name; after that collect asks for the part by itself"),
        .init(
            "W-ROUND-LATE", "a round took longer than the time between rounds",
            means: "rounds never overlap: the next one began at once",
            fix: "set a longer --every, or a shorter --lookback"),
        .init(
            "W-WARNING-UNSENT", "a warning will not be sent to the target",
            means:
                "the ledger, where warnings wait to be sent, cannot be written; it was told only here",
            fix: "mend what the message names"),
    ]
}

extension CodeTable {
    /// Ways in which the SIEM's times are wrong; the contract's list in its order.
    static let timeFaults: [Explanation] = [
        .init(
            "offset", "event times are off by a constant amount",
            means: "a local time was read as another zone's, most often as UTC; no event is missing for it",
            fix: "state the zone where the SIEM parses the time, or let the collector send UTC with a Z"),
        .init(
            "dst", "event times are off by amounts that change with daylight saving time",
            means: "a local time without its zone was read as another zone's; the report names zones that fit",
            fix: "let the collector send UTC with a Z; a fixed offset would be wrong for half of the year"),
        .init(
            "precision", "event times are cut or rounded",
            means: "the SIEM keeps coarser times than the authority, so that the order within a unit is lost",
            fix: "let the parser read the fraction; to compare within a unit use --time-tolerance"),
        .init(
            "day-month", "day and month of event times are swapped",
            means: "a date such as 03/04 was read in the other order; only days up to 12 show it",
            fix: "name the date's order where the SIEM parses it, or send ISO 8601"),
        .init(
            "epoch-unit", "event times were read in another unit",
            means: "seconds, milliseconds, microseconds or ticks since an epoch were taken for each other",
            fix: "name the unit where the SIEM parses the time"),
        .init(
            "ingest-time", "the event time is the time at which the SIEM took the event",
            means: "the event's own time was not parsed; searches by time look in the wrong place",
            fix: "map the event's own time field to the SIEM's event time"),
    ]
}

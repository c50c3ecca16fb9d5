extension CodeTable {
    /// The codes of messages about delays.
    static let delayMessages: [Explanation] = [
        .init(
            "E-NO-AVAILABILITY", "nothing says when events became available",
            means:
                "only some services state when an event became readable; for the others it has to be seen, by asking again"
                + " and again",
            fix: "measure a source that states it, or let siemgap collect keep when it first saw each event"),
        .init(
            "E-NO-DELAYS", "no event has a known delay",
            means:
                "the recording holds no event with a time, or only events from before the source was watched, of which"
                + " only late ones can be known",
            fix: "pull a longer window, and measure again"),
    ]
}

extension CodeTable {
    /// The codes of messages about sources.
    static let sourceMessages: [Explanation] = [
        .init(
            "E-SUBSCRIPTION", "a subscription that was asked for does not exist",
            means: "only some sources deliver by subscription, each with a fixed list of content types",
            fix: "use a name that the message lists"),
        .init(
            "E-JOB", "a job of the service gave no results",
            means: "the service works the question off by itself, and did not come to an end with it",
            fix: "run the command again with --resume, or ask for a shorter window"),
        .init(
            "W-NOT-SUBSCRIBED", "a part of the source is not subscribed",
            means: "the service keeps its events only once the application has subscribed; until then they are unknown",
            fix: "start the subscription; events from before cannot be had this way"),
    ]
}

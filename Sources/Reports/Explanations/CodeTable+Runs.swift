extension CodeTable {
    /// Messages about earlier runs and what vouches for a run.
    static let runMessages: [Explanation] = [
        .init(
            "E-SIGNING-KEY", "a file holds no key for signatures", means: "Ed25519 keys are taken, as PEM or as base64",
            fix: "make one with: openssl genpkey -algorithm ed25519 -out audit.key"),
        .init(
            "W-CAME-LATE", "events that an earlier run of the audit missed are there now",
            means:
                "they were late, not lost: the collector fetches them after a while; or a backfill sent them, whose plan "
                + "is named then",
            fix: "name both runs to runs compare; a longer settle time keeps such events from being called missing"),
        .init(
            "W-THIN", "the source itself has far fewer events than usual",
            means: "events that the source lost are missing on both sides, where no comparison finds them",
            fix: "see whether the service was up at that time, or pull it again later"),
    ]
}

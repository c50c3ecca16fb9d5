extension CodeTable {
    /// The codes of messages about folders of deliveries.
    static let trailMessages: [Explanation] = [
        .init(
            "E-TRAIL-FOLDER", "the folder of deliveries cannot be read",
            means: "the path of a cloudtrail-files source leads to no folder, or to one that this user may not read",
            fix: "check path in the configuration"),
        .init(
            "W-DIGEST-CHAIN", "a digest chain does not hold",
            means:
                "a trail signs each hour what it delivered, and each digest names the one before: a file or digest is gone, moved, changed, or signed with another key",
            fix: "copy the files from the bucket again; if they are not there, ask who removed them"),
        .init(
            "W-DIGEST-KEYS", "digests were checked without their signatures",
            means: "hashes and places fit, but who can write to the folder could have made them fit",
            fix: "save the answer of aws cloudtrail list-public-keys, and set public_keys to that file"),
        .init(
            "W-NO-DIGESTS", "a folder of deliveries has no digests",
            means: "nothing proves that all delivered files are still there, and as they were",
            fix: "turn on log file validation, and copy CloudTrail-Digest beside CloudTrail"),
    ]
}

extension CodeTable {
    /// The codes of messages about the ledger and about putting events back.
    static let backfillMessages: [Explanation] = [
        .init(
            "E-LEDGER", "the ledger cannot be used",
            means:
                "the database that remembers runs, seen events and deliveries is damaged, locked, or its disk is full",
            fix: "free space or end the other process, then run the command again")
    ]
}

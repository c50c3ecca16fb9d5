extension CodeTable {
    /// The codes of messages about the ledger and about putting events back.
    static let backfillMessages: [Explanation] = [
        .init(
            "E-CANARY", "the first event of a plan did not arrive as it should",
            means: "one event is sent alone and looked for; the others wait until it was found",
            fix: "look at the target's index, pipeline and rules, then apply the plan again"),
        .init(
            "E-CONFIRM", "sending was not confirmed",
            means: "what is sent into a SIEM can seldom be taken out again, so its name has to be given",
            fix: "type the target's name, or give it with --confirm"),
        .init(
            "E-DOUBT", "events were sent several times without an acknowledgement",
            means: "the target takes connections but does not answer; the events are in the plan's journal",
            fix: "apply the plan again when the target is well"),
        .init(
            "E-LEDGER", "a database of the state folder cannot be used",
            means:
                "the database that remembers runs, plans or deliveries is damaged, locked, or its disk is full",
            fix: "free space or end the other process, then run the command again"),
        .init(
            "E-NOT-ANSWERED", "the SIEM's answer about ids is not whole",
            means: "an id that such an answer lacks may be there all the same", fix: "run the command again"),
        .init(
            "E-NOT-READABLE", "the target cannot be asked what it holds",
            means: "its entry says how events are sent there and nothing else",
            fix: "give the entry the type of the SIEM behind it, or look there for the plan's mark"),
        .init(
            "E-PLAN", "a plan cannot be found", means: "no plan, or more than one, has that id or ending",
            fix: "siemgap backfill status lists the plans"),
        .init(
            "E-PLAN-EDITED", "a plan is not what was written",
            means: "the SHA-256 of its files differs from the one noted when it was made",
            fix: "make a new plan; siemgap backfill plan takes the settings"),
        .init(
            "E-PLAN-STALE", "what a plan rests on has changed",
            means: "events arrived meanwhile, the target is another one, the report changed, or a day has passed",
            fix: "make a new plan with siemgap backfill plan"),
        .init(
            "E-RUN-EDITED", "a file of a run is not what the run wrote",
            means: "its SHA-256 differs from the one in the run's manifest, or it is gone",
            fix: "restore the file, or run the audit anew"),
        .init(
            "W-LEDGER", "an audit could not use the ledger",
            means:
                "the run's folder is whole; what looks back over several audits does not know of it, or the source's default"
                + " settle time stood in for the measured one",
            fix: "see that the state folder can be written"),
    ]
}

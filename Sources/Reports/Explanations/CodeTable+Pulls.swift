extension CodeTable {
    /// The codes of messages about pulls and recordings.
    static let pullMessages: [Explanation] = [
        .init(
            "E-LOCKED", "another run is writing there",
            means: "a folder takes one recording at a time; the holder stands in the message",
            fix: "wait until that run has ended, or name another folder with --out"),
        .init(
            "E-RESUME", "a recording cannot be gone on with",
            means: "it answers another question, or its files are not as they were written",
            fix: "repeat the options it was begun with, or name a new folder with --out"),
        .init(
            "W-RETENTION", "a part of the window is older than the source serves",
            means: "the source has dropped its records of a part of the window, which is unknown",
            fix: "begin later, audit from an archive or another source, or run collect every day"),
        .init(
            "W-NOT-BY-ID", "missing events were not asked for by their ids",
            means: "the records are compared by other fields, so that there are no ids to ask the SIEM for",
            fix: "leave out --match where the records have ids, or ask a wider stretch with widen: 7d at the SIEM"),
        .init(
            "W-NOT-WHOLE", "parts of the window were not had whole",
            means: "what is missing there is unknown, not lost; the reason stands in the message",
            fix: "do what explain says about the reason, then go on with --resume"),
        .init(
            "W-ARRIVALS", "the SIEM was not asked whole for what arrived and is dated elsewhere",
            means:
                "events that it holds under a wrong time are looked for by their ids alone, one batch after the other",
            fix: "go on with --resume, or set index_time: false at the SIEM where such searches take too long"),
        .init(
            "W-SIEM-INDEX", "a credential may not read all of what the SIEM is asked for",
            means: "indexes that it may not see are left out of answers without a word",
            fix: "grant the credential the privilege read on the names that the entry of the SIEM has as index"),
    ]
}

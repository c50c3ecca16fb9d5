extension CodeTable {
    /// The codes of messages about workspaces of Azure Monitor Logs.
    static let workspaceMessages: [Explanation] = [
        .init(
            "E-PARTIAL-ANSWER", "an answer of the SIEM lacks some of its rows",
            means:
                "the answer is a success and says inside that it is partial: too many rows, too many bytes, or a part "
                + "of the SIEM that did not answer; smaller questions are asked before it counts",
            fix: "run the command again with --resume; if it stays, look at the SIEM's health"),
        .init(
            "W-SIEM-TABLES", "tables of the workspace do not answer",
            means: "a table that is not there and one that the role does not cover look the same to the one who asks; "
                + "events kept in it would be called missing",
            fix: "name the tables that hold the events with tables, or give the application a role that covers them"),
    ]
}

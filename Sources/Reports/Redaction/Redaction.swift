/// What is said of reports whose names are replaced.
enum Redaction {
    /// A line for the terminal.
    static let short = "redacted: users, addresses and names of objects are tokens in all files of the run"

    /// A sentence for the top of a report; plain text.
    static let banner =
        "users, addresses, names of objects and every other text that may hold one are replaced by tokens (tok-…). A token "
        + "stands for the same text throughout this run and for another one in any other run."
}

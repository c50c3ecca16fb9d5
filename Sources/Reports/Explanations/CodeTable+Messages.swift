extension CodeTable {
    /// The codes of messages, in alphabetical order.
    static let messages: [Explanation] = [
        .init(
            "E-CODE", "no such code", means: "explain knows the codes that messages and reports hold",
            fix: "copy the code from the message"),
        .init(
            "E-DISK", "storage ran out",
            means: "the disk, a quota or a limit on file size; unfinished files were removed",
            fix: "free space, or write elsewhere with --out"),
        .init(
            "E-EXISTS", "the name is taken", means: "results of earlier runs are never overwritten",
            fix: "name a new or empty folder with --out"),
        .init(
            "E-FILE", "a file or folder could not be used", means: "the system's own words stand in the message",
            fix: "check the path"),
        .init(
            "E-FORMAT", "the output format is not available for this command",
            means: "not every command has every format",
            fix: "use human, plain, json or, for audit, markdown"),
        .init(
            "E-INTERNAL", "a fault of siemgap itself", means: "something happened that must not",
            fix: "report it with the command line and the whole message"),
        .init(
            "E-INTERRUPTED", "the run was stopped by a signal",
            means: "the finished files of the run's folder are whole",
            fix: "run the command again"),
        .init(
            "E-PERMISSION", "the system refused", means: "this user may not read or write there",
            fix: "grant access, or name another folder with --out"),
        .init(
            "E-TIME-ZONE", "a time has no zone",
            means: "it could be several instants, and a guess would move the window",
            fix: "write the offset, as in 2026-11-14T02:00:00Z"),
        .init(
            "E-USAGE", "the command line is not understood", means: "nothing was read or contacted",
            fix: "siemgap COMMAND --help"),
    ]
}

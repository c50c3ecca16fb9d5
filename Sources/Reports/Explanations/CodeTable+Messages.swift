extension CodeTable {
    /// The codes of messages, in alphabetical order.
    static let messages: [Explanation] = [
        .init(
            "E-CODE", "no such code", means: "explain knows the codes that messages and reports hold",
            fix: "copy the code from the message"),
        .init(
            "E-CSV-COLUMNS", "a CSV has no id or time column that is known",
            means: "the columns found stand in the message, with the best guess",
            fix: "name them with --source-id, --source-time, --siem-id and --siem-time"),
        .init(
            "E-CSV-FORM", "a CSV cannot be read safely", means: "quotes, separator or encoding do not fit its rows",
            fix: "export again with the settings the message names"),
        .init(
            "E-DISK", "storage ran out",
            means: "the disk, a quota or a limit on file size; unfinished files were removed",
            fix: "free space, or write elsewhere with --out"),
        .init(
            "E-DURATION", "a duration is not understood", means: "it is a whole number and one of s, m, h, d",
            fix: "write it as 90s, 15m, 2h or 7d"),
        .init(
            "E-EXISTS", "the name is taken", means: "results of earlier runs are never overwritten",
            fix: "name a new or empty folder with --out"),
        .init(
            "E-FIELDS", "no id or time field was found", means: "no preset fits the records well enough to compare by",
            fix: "name them with --source-id, --source-time, --siem-id and --siem-time"),
        .init(
            "E-FILE", "a file or folder could not be used", means: "the system's own words stand in the message",
            fix: "check the path"),
        .init(
            "E-FILE-FORMAT", "a file is not one of events that can be read", means: "its beginning fits no format",
            fix: "export it as NDJSON or CSV, or name its format with --source-format or --siem-format"),
        .init(
            "E-FORMAT", "the output format is not available for this command",
            means: "not every command has every format",
            fix: "use human, plain, json or, for audit, markdown"),
        .init(
            "E-INPUT-COUNT", "a side has too many files",
            means: "positions in files are kept in a fixed number of bits",
            fix: "join files, or audit in parts"),
        .init(
            "E-INPUT-EMPTY", "a folder holds no file that can be read",
            means: "folders are not searched deeper, and only known endings count",
            fix: "name the files, or a quoted glob"),
        .init(
            "E-INPUT-MISSING", "an input does not exist", means: "no file has that name, or nothing matches the glob",
            fix: "check the name; ./x forces a path"),
        .init(
            "E-INTERNAL", "a fault of siemgap itself", means: "something happened that must not",
            fix: "report it with the command line and the whole message"),
        .init(
            "E-INTERRUPTED", "the run was stopped by a signal",
            means: "the finished files of the run's folder are whole",
            fix: "run the command again"),
        .init(
            "E-MATCH-MEMORY", "too many records without an id", means: "records matched by fields are held in memory",
            fix: "give more with --memory, or compare a shorter window"),
        .init(
            "E-PATH", "a field path is not understood", means: "keys are parted by dots; : enters JSON text in a field",
            fix: "write it as siemgap inspect shows it; quote a key with dots"),
        .init(
            "E-PERMISSION", "the system refused", means: "this user may not read or write there",
            fix: "grant access, or name another folder with --out"),
        .init(
            "E-PORT", "the simulator cannot listen on the port",
            means: "another program listens there, or it is reserved",
            fix: "name another with --port, or 0 for any that is free"),
        .init(
            "E-RECORDING", "a folder's recording.json cannot be used", means: "a member is missing or has another form",
            fix: "name the records file itself, or record anew"),
        .init(
            "E-RECORDING-SIDE", "a recording was named for the side that it was not made of",
            means: "a side would be compared with itself, which always looks complete",
            fix: "name recordings of sources with --source, those of SIEMs with --siem"),
        .init(
            "E-REPLAY", "an input has changed since the run, or its conditions are redacted",
            means: "a replay comes to the same report only from the same files and conditions",
            fix: "restore the file, or audit it anew without --replay"),
        .init(
            "E-RUN", "a run cannot be found or read, or its redaction is in the way",
            means:
                "no run has this id, several end like it, its manifest is damaged, or it holds tokens where names are wanted",
            fix: "name the run's folder, such as reports/20261117T080211Z-weekly-7f3a"),
        .init(
            "E-SCENARIO", "a scenario names something the simulators do not have",
            means: "sources, faults, defects and kinds of export are closed lists",
            fix: "use a name that the message lists"),
        .init(
            "E-SIZE", "a size is not understood", means: "it is a whole number and KiB, MiB or GiB",
            fix: "write it as 512MiB"),
        .init(
            "E-SPILL", "a temporary file could not be used",
            means: "above --memory both sides are parted into temporary files",
            fix: "free space there, set TMPDIR, or raise --memory"),
        .init(
            "E-TIME-COLUMN", "a column's times can be read in two ways",
            means: "day and month, or the zone, cannot be told apart",
            fix: "name the zone with --source-zone or --siem-zone, or export with ISO 8601 times"),
        .init(
            "E-TIME-FORM", "a time is not understood", means: "options take RFC 3339 with an offset, or a date",
            fix: "write it as 2026-11-14T02:00:00Z or 2026-11-14"),
        .init(
            "E-TIME-ZONE", "times have no zone, or an unknown one",
            means: "they could be several instants, and a guess would move the window or what lies beside it",
            fix: "write the offset, as in 2026-11-14T02:00:00Z; for files name it with --source-zone or --siem-zone"),
        .init(
            "E-USAGE", "the command line is not understood", means: "nothing was read or contacted",
            fix: "siemgap COMMAND --help"),
        .init(
            "E-WHERE", "--where names nothing that both sides have",
            means: "it is a column of the preset, or a path for each side",
            fix: "use operation, type, user, app, address, result or scope, or write 'A|B=VALUE'"),
        .init(
            "E-WINDOW", "an API was to be audited without a window",
            means: "a service has no first and last event of its own", fix: "give --last 7d, or --from and --to"),
        .init(
            "W-CLOCK", "this machine's clock differs from the services'",
            means: "half a minute or more lies between it and their Date headers",
            fix: "set the clock, for example with: timedatectl set-ntp true"),
        .init(
            "W-EMPTY-FILE", "a file is empty", means: "it has no byte to read", fix: "export or copy it again"),
        .init(
            "W-NOT-READ", "a file of a named folder was not read", means: "its name is not that of a file of events",
            fix: "name it by itself if it belongs to the audit"),
        .init(
            "W-ODD-BYTES", "records hold bytes that are not UTF-8, or raw control bytes",
            means: "they were accepted as they are and count as whole",
            fix: "nothing for the audit; look at what writes them"),
        .init(
            "W-RAGGED-ROWS", "rows have another number of cells than the header",
            means: "their cells were taken from the left; a separator may stand unquoted in a cell",
            fix: "export again with every cell quoted"),
        .init(
            "W-SAME-INPUT", "a file is on both sides",
            means: "its events are compared with themselves, and all are there",
            fix: "name what the source says with --source, what the SIEM holds with --siem"),
        .init(
            "W-SWAPPED", "the sides look exchanged",
            means: "the authority's files are what a SIEM exports, the SIEM's what a service's own interface gives",
            fix: "name with --source what the service says, with --siem what the SIEM holds"),
        .init(
            "W-THROTTLED", "a service asked to slow down", means: "it was waited for, and asked again",
            fix: "set a lower rate with limits: {requests: N, per: 1m}"),
        .init(
            "W-TIME-ZONE", "times have no zone, and none is known",
            means: "times were not compared; matching by id is not affected",
            fix: "name the zone with --source-zone or --siem-zone"),
        .init(
            "W-WHERE", "events pass --where on one side and fail it on the other",
            means:
                "the sides have another text in the field; where ids are equal the authority's record decides, as far as "
                + "the memory allows",
            fix:
                "give more with --memory, or audit a shorter window, where the message says that not all were looked for"
        ),
    ]
}

/// The text of `Fixtures/README.md`.
enum FixtureGuide {
    /// The guide, with a row a folder.
    static func text(_ folders: [FixtureFolder]) -> String {
        introduction + folders.map { $0.row + "\n" }.joined()
    }

    private static let introduction = """
        # Fixtures

        Every file here is written by `swift run siemgap-fixtures Fixtures`, from fixed seeds: the same bytes on every run.
        `Tests/FixturesTests` holds the folder to that, and every `truth.json` to the sums of the report.

        All people, hosts, addresses, ids and events are invented (`contoso.example`, `fabrikam.example`, documentation address
        ranges, account 111122223333). The forms follow the vendors' documentation and exports seen in public; nothing was copied.

        A folder holds the authority's side (`authority.*` or the folder `authority/`), the SIEM's side (`siem.*` or `siem/`) and
        `truth.json`: the two inputs, the options to audit them with (`arguments`), verdict, exit code, both sides' counts, the ids
        that are missing or extra, the reasons (the deciding one first) and the marks on the files (`trust`). The truth is worked out
        from what was planted, not by reading the files. How it counts where more than one reading is possible:

        - Ids are listed as the authority, for extras the SIEM, writes them, in the order of their bytes; the parts of a composite id
          are joined by `/`.
        - A remark that a range is narrower than the window is not listed in `trust`; one that makes the audit inconclusive is.
        - Previews, messages, blank lines and rows of authentication steps are no records.
        - A cut record keeps the id and the time that stand before the cut.
        - A record whose form has a time of its own beside the event's JSON (`_time`, `devicetime`, `_messagetime`, `@timestamp`) is
          an hour late in that time only.

        Unless a row says otherwise there are planted: a run of missing events and scattered ones, extras inside and strays outside
        the window, repeats with equal and with other content on both sides, times one hour late, GUIDs in upper case and in braces,
        a SIEM record without an id, and on each side a record without a time.

        | folder | what it is | verdict | missing | extra | unknown | time differs | truncated | trust | options |
        | --- | --- | --- | --: | --: | --: | --: | --: | --- | --- |

        """
}

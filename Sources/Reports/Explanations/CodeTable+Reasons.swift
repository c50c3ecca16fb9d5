import AuditModel

extension CodeTable {
    /// Explains a reason of the verdict.
    static func explanation(of code: ReasonCode) -> Explanation {
        let text: (what: String, means: String, fix: String) =
            switch code {
            case .missingEvents:
                (
                    "events of the authority are not in the SIEM",
                    "they were looked for by id where the SIEM is known whole",
                    "see missing.ndjson and gaps.csv in the run's folder"
                )
            case .notWhole:
                (
                    "a part of the window is not known to be whole", "what lies in it can be neither found nor missing",
                    "export that part again, in smaller ranges if a limit cut it, and audit again with all files"
                )
            case .unsettled:
                (
                    "the end of the window is too young", "the authority may still deliver events for that time",
                    "audit again later, or end the window earlier with --to"
                )
            case .emptyAuthority:
                (
                    "the authority holds no events in the window",
                    "an empty answer is more often a fault than a quiet day",
                    "check the files and the window; if nothing was to be expected, add --expect-empty"
                )
            case .exportUntrusted:
                (
                    "an export bears a mark of not holding everything",
                    "what lies beyond a cut looks missing without being so",
                    "export again without the limit the mark names, and audit again"
                )
            case .unidentifiedRecords:
                (
                    "records have no id that could be compared",
                    "any of them may be one of the events that are not found",
                    "name the id with --source-id or --siem-id, or the fields to compare instead with --match"
                )
            case .scopeDiffers:
                (
                    "a whole scope of the authority is absent from the SIEM",
                    "a type that was never sent, or an export of less",
                    "send that type too, or leave it out on both sides with --where"
                )
            case .unstableAuthority:
                (
                    "two readings of the authority differ", "events were still arriving, or one reading was cut",
                    "audit again later with a longer --settle"
                )
            case .couldNotRead:
                (
                    "something could not be read", "nothing can be said about what it holds",
                    "mend what the message names and audit again"
                )
            case .withinTolerance:
                (
                    "events are missing, but no more than the tolerance allows",
                    "the verdict is complete by that choice only",
                    "see missing.ndjson in the run's folder"
                )
            case .truncatedEvents:
                (
                    "the SIEM holds events only cut short", "the id is there, but the rest of the record is not whole",
                    "raise the collector's or the SIEM's limit on event size"
                )
            }
        return Explanation(code.rawValue, text.what, means: text.means, fix: text.fix)
    }
}

import AuditModel

extension CodeTable {
    /// Explains a mark on an export.
    static func explanation(of code: TrustCode) -> Explanation {
        let text: (what: String, means: String, fix: String) =
            switch code {
            case .rowCap:
                (
                    "the export holds exactly as many rows as its format can", "it was most likely cut there",
                    "export smaller time ranges and audit the files together"
                )
            case .cutTail:
                (
                    "the last record of a file is cut", "the export or a copy of it ended early",
                    "export or copy the file again"
                )
            case .cutGzip:
                ("a gzip file ends early", "the export or a copy of it ended early", "export or copy the file again")
            case .openQuote:
                (
                    "a quoted CSV cell is never closed", "what follows it cannot be told from the cell",
                    "export or copy the file again"
                )
            case .cellCap:
                (
                    "cells are cut at 32,767 characters", "a spreadsheet saved the file",
                    "export again and do not save it from a spreadsheet"
                )
            case .narrow:
                (
                    "the export, or what was asked for, covers less time than the window",
                    "what lies outside was never exported or asked for, or only before its events had settled",
                    "export or pull the whole window, again where it had not settled; or narrow it with --from and --to"
                )
            case .previewRows:
                (
                    "the export holds preview rows", "they repeat or anticipate results and were not counted",
                    "export the finished search"
                )
            case .failedSearch:
                (
                    "the export holds the message of a failed search", "its results are not whole",
                    "run the search again until it finishes without a message"
                )
            case .emptySide:
                (
                    "a side holds no records", "an empty export is more often a fault than an empty SIEM",
                    "check the search and its time range, then export again"
                )
            case .bothEmpty:
                (
                    "both sides are empty", "nothing was compared",
                    "check the files and the window; if nothing was to be expected, add --expect-empty"
                )
            case .overlappingFiles:
                (
                    "files of one side hold the same records",
                    "repeats were counted once; a range may be exported twice and another not",
                    "check the time ranges of the files"
                )
            case .aggregated:
                (
                    "rows stand for several events", "a row of an aggregation has no event's id",
                    "export single events, without grouping"
                )
            case .authDetails:
                (
                    "the file holds authentication details", "its rows are steps of sign-ins, not sign-ins",
                    "export the sign-in file beside it"
                )
            case .weakMatch:
                (
                    "events were matched by fields that others share", "some matches may be accidental",
                    "name more fields with --match, or an id with --source-id and --siem-id"
                )
            case .altered:
                (
                    "the bytes of a recording are not those that were recorded",
                    "it was changed or damaged since; its slices state the SHA-256 of what came",
                    "restore it from a copy, or pull again; without a copy its records prove nothing"
                )
            }
        return Explanation(code.rawValue, text.what, means: text.means, fix: text.fix)
    }
}

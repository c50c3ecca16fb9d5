/// What an audit says in one word.
package enum Verdict: String, Sendable, CaseIterable {
    case complete, gaps, inconclusive

    /// The exit status of `audit`: 0, 1 or 2.
    package var exitCode: Int {
        switch self {
        case .complete: 0
        case .gaps: 1
        case .inconclusive: 2
        }
    }
}

/// Why the verdict is what it is.
package enum ReasonCode: String, Sendable, CaseIterable {
    case missingEvents = "missing-events"
    case notWhole = "not-whole"
    case unsettled
    case emptyAuthority = "empty-authority"
    case exportUntrusted = "export-untrusted"
    case unidentifiedRecords = "unidentified-records"
    case scopeDiffers = "scope-differs"
    case unstableAuthority = "unstable-authority"
    case couldNotRead = "could-not-read"
    case withinTolerance = "within-tolerance"
    case truncatedEvents = "truncated-events"
}

/// A mark that an export may not hold everything, or not tell everything.
package enum TrustCode: String, Sendable, CaseIterable {
    case rowCap = "row-cap"
    case cutTail = "cut-tail"
    case cutGzip = "cut-gzip"
    case openQuote = "open-quote"
    case cellCap = "cell-cap"
    case narrow
    case previewRows = "preview-rows"
    case failedSearch = "failed-search"
    case emptySide = "empty-side"
    case bothEmpty = "both-empty"
    case overlappingFiles = "overlapping-files"
    case aggregated
    case authDetails = "auth-details"
    case weakMatch = "weak-match"
    case altered
}

/// What a trust mark does to the verdict.
package enum TrustEffect: String, Sendable {
    /// The verdict cannot be complete.
    case inconclusive
    /// Said, without effect on the verdict.
    case remark
}

/// What is known about one coverage bucket.
package enum CoverageState: String, Sendable {
    case audited, unknown, unsettled, nothing
}

/// Kinds of rows in `findings.csv`, in the order in which they are written.
package enum FindingKind: String, Sendable, CaseIterable {
    case missing, accepted, extra
    case timeDiffers = "time-differs"
    case truncated, conflict, unidentified, unknown, unsettled, unconfirmed
    case repeated = "repeat"
}

/// Where the settle time came from.
package enum SettledBy: String, Sendable {
    case flag, configured, measured, `default`, assumed
}

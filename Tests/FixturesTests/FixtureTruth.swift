import Testing

/// What a `truth.json` says.
struct FixtureTruth: Decodable, Sendable, CustomTestStringConvertible {
    struct Side: Decodable, Sendable {
        let records, events, repeats, conflicting, unidentified, outsideWindow, untimed, filtered, truncated: Int
    }

    struct Counts: Decodable, Sendable {
        let matched, missing, extra, unknown, unsettled, unconfirmed, timeDiffers, truncated: Int
    }

    /// The folder's name; not part of the file.
    var folder: String?
    let source, siemInput, verdict: String
    let arguments: [String]
    let exitCode: Int
    let authority, siem: Side
    let counts: Counts
    let missingIds, extraIds, reasons, trust: [String]

    var testDescription: String { folder ?? source }
}

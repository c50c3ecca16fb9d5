import Testing

/// What tests look at of a `report.json`.
struct ReportView: Decodable {
    struct Side: Decodable, Hashable {
        let kind: String
        let records, filtered, unidentified, outsideWindow, events, repeats, conflicting, untimed, truncated: Int
        let first, last: String?
    }

    struct Counts: Decodable, Hashable {
        let matched, missing, accepted, unknown, unsettled, extra, unconfirmed, truncated, foundById: Int
        let timeDiffers: Int?
    }

    struct Reason: Decodable { let code: String }

    struct Trust: Decodable {
        let side, code, effect, message: String
    }

    struct Problem: Decodable { let severity, code: String }
    struct Window: Decodable { let from, to, settledThrough, settledBy: String? }

    struct File: Decodable {
        let role, path: String
        let records: Int
    }

    struct Gap: Decodable { let missing: Int }

    let verdict: String
    let exitCode: Int
    let authority, siem: Side
    let counts: Counts
    let reasons: [Reason]
    let trust: [Trust]
    let problems: [Problem]
    let window: Window
    let files: [File]
    let gaps: [Gap]

    /// The sums of the report's definition.
    func expectSums() {
        for side in [authority, siem] {
            let parts = side.filtered + side.unidentified + side.outsideWindow + side.events + side.repeats
            #expect(side.records == parts, "\(side)")
            #expect(side.untimed <= side.events && side.conflicting <= side.repeats)
        }
        let absent = counts.missing + counts.accepted + counts.unknown + counts.unsettled
        #expect(authority.events == counts.matched + absent)
        #expect(siem.events == counts.matched + counts.extra + counts.unconfirmed)
        #expect((counts.timeDiffers ?? 0) <= counts.matched && counts.truncated <= counts.matched)
        #expect(gaps.reduce(0) { $0 + $1.missing } == counts.missing)
    }
}

import AuditModel
import FileAccess
import Reconcile
import Reports

/// Writes `missing.ndjson` and `extra.ndjson`, and a finding for every event that is not a plain match.
struct EventLists {
    let writer: RunWriter
    let findings: FindingsSorter

    /// What was written: the two files, and how many missing events each watch of the request counts.
    struct Result {
        let files: [AuditReport.DataFile]
        let watched: [Int]
    }

    /// Goes through the events in order of position, the authority's first.
    func write() throws -> Result {
        let missing = try Reports.RecordFile(role: "missing", in: writer.folder)
        let extra = try Reports.RecordFile(role: "extra", in: writer.folder)
        let authority = writer.records(of: .authority)
        let siem = writer.records(of: .siem)
        var watched = writer.request.watches.map { _ in 0 }
        var number = 0
        try writer.found.reconciliation.notable.forEach { outcome in
            try writer.cancel.check()
            let side: Side = outcome.position(.authority) == nil ? .siem : .authority
            guard let position = outcome.position(side) else { return }
            let records = side == .authority ? authority : siem
            switch outcome.state {
            case .missing, .extra:
                let (id, line) = try records.idAndLine(at: position)
                try (outcome.state == .missing ? missing : extra).write(line.span)
                try add(outcome, id, missing: number)
                if outcome.state == .missing {
                    for watch in records.watches(at: position) { watched[watch] += 1 }
                    number += 1
                }
            case .matched, .accepted, .unknown, .unsettled, .unconfirmed:
                try add(outcome, try records.id(at: position))
            }
        }
        return Result(files: [try missing.finish(), try extra.finish()], watched: watched)
    }

    private func add(_ outcome: EventOutcome, _ id: [UInt8], missing: Int? = nil) throws {
        let (authority, siem) = (outcome.time(.authority)?.nanoseconds, outcome.time(.siem)?.nanoseconds)
        func row(_ kind: FindingKind, missing: Int? = nil, delta: Int64? = nil, detail: String = "") throws {
            try findings.add(
                FindingsCSV.Row(
                    kind, id: "", authorityTime: authority, siemTime: siem, delta: delta, detail: detail),
                id: id, missing: missing)
        }
        for side in Side.allCases where outcome.count(side) > 1 {
            try row(.repeated, detail: "\(outcome.count(side)) records in \(side.word)")
        }
        switch outcome.state {
        case .missing: try row(.missing, missing: missing)
        case .accepted: try row(.accepted)
        case .extra: try row(.extra)
        case .unknown: try row(.unknown)
        case .unsettled: try row(.unsettled)
        case .unconfirmed: try row(.unconfirmed)
        case .matched:
            if outcome.timeDiffers, let authority, let siem {
                let (delta, overflow) = siem.subtractingReportingOverflow(authority)
                try row(.timeDiffers, delta: overflow ? nil : delta)
            }
            if outcome.isTruncated { try row(.truncated, detail: "the SIEM holds only cut records of it") }
        }
    }
}

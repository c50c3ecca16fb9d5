import AuditModel

extension HTMLPage {
    /// Events that are there but not as they should be, and those that only the SIEM holds.
    var differences: String {
        let text = timeFaults + ShownFindings.kinds.map(findings).joined()
        if !text.isEmpty { return text }
        return Self.paragraph(
            report.counts.timeDiffers == nil
                ? "Times were not compared: a side’s times have no zone. No event is only in the SIEM."
                : "All times agree, and no event is only in the SIEM.")
    }

    private var timeFaults: String {
        let rows = (report.timeFaults ?? []).prefix(100).map { fault in
            [
                Self.code(fault.kind.rawValue), Numerals.grouped(fault.events), Escaping.html(fault.explanation),
                Escaping.html(fault.zones.prefix(8).joined(separator: ", ") + (fault.zones.count > 8 ? ", …" : "")),
                Self.instant(fault.from), Self.instant(fault.to),
            ]
        }
        return HTMLTable(
            "Ways in which the SIEM’s times are wrong; these events are present",
            [
                .init("fault"), .init("events", .number), .init("what is seen"), .init("zones that fit"),
                .init("from", .exact), .init("to", .exact),
            ], Array(rows)
        ).html
    }

    private func findings(_ kind: FindingKind) -> String {
        guard let rows = evidence.findings.rows[kind], let count = evidence.findings.counts[kind] else { return "" }
        let cells = rows.map { row in
            [
                Escaping.html(row.id, most: 120), Self.instant(row.authorityTime), Self.instant(row.siemTime),
                row.delta.map { Numerals.seconds(nanoseconds: $0) } ?? "", Escaping.html(row.detail, most: 160),
            ]
        }
        return HTMLTable(
            Self.words(kind),
            [
                .init("id", .exact), .init("time at the authority", .exact), .init("time in the SIEM", .exact),
                .init("difference, s", .number), .init("detail"),
            ], cells, note: HTMLTable.cut(rows.count, of: count, all: "findings.csv")
        ).html
    }

    private static func words(_ kind: FindingKind) -> String {
        switch kind {
        case .extra: "Extra: only in the SIEM"
        case .timeDiffers: "Other time: in both, with different times"
        case .truncated: "Truncated: the SIEM holds only cut records of them"
        case .accepted: "Accepted: missing, but covered by an exception"
        case .unconfirmed: "Unconfirmed: in the SIEM, where the authority is not known whole"
        case .conflict: "Conflicting: repeats of one id with different content"
        case .missing, .unidentified, .unknown, .unsettled, .repeated: kind.rawValue
        }
    }
}

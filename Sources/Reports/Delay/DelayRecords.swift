package import AuditModel

/// What `siemgap drift` says of delays, for programs that read lines.
package struct DelayRecords: Sendable {
    private let report: DelayReport

    /// Takes the delays.
    package init(_ report: DelayReport) { self.report = report }

    /// One record a line, tab-separated, the first field names the record; seconds, shares, counts.
    package func plain(name: String) -> String {
        var lines = [
            [
                "delay", name, DelayReport.definition, "count=\(report.count)", "one_in=\(report.oneIn)",
                "early=\(report.early)", "supported=" + Self.number(report.supportedSeconds),
            ]
        ]
        lines += rows.map { row in
            [row.kind, row.name] + row.fields.map { $0.value.isEmpty ? "\($0.name)=null" : "\($0.name)=\($0.value)" }
        }
        lines += report.remarks.map { ["remark", $0] }
        return lines.map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    /// Rows of `kind,name,field,value`, RFC 4180: each number in a row of its own.
    package var csv: String {
        let head = "kind,name,field,value\r\n"
        return head
            + rows.flatMap { row in
                row.fields.map { field in
                    [Escaping.csvCell(row.kind), Escaping.csvCell(row.name), field.name, field.value]
                        .joined(separator: ",") + "\r\n"
                }
            }.joined()
    }

    /// A thing that numbers are stated of.
    private struct Row {
        let kind: String
        let name: String
        let fields: [(name: String, value: String)]

        init(_ kind: String, _ name: String, _ fields: [(String, String)]) {
            (self.kind, self.name) = (kind, name)
            self.fields = fields.map { (name: $0.0, value: $0.1) }
        }
    }

    private var rows: [Row] {
        var rows = report.quantiles.map { quantile("quantile", DelayReport.text($0.share), $0) }
        rows += report.histogram.map { bin in
            Row("bin", bin.from.map(String.init) ?? "", [("to", Self.number(bin.to)), ("count", String(bin.count))])
        }
        rows += report.lookback.map { row in
            Row(
                "lookback", String(row.seconds),
                [
                    ("later", String(row.later)), ("share", "\(row.share)"), ("lost", "\(row.lostShare)"),
                    ("lost_high", "\(row.highLostShare)"), ("rereads", "\(row.rereads)"),
                ])
        }
        rows += recommended + others
        for type in report.types {
            rows.append(Row("type", type.scope.value, [("count", String(type.count)), settled(type.settledSeconds)]))
            rows += type.quantiles.map {
                quantile("type_quantile", type.scope.value + " " + DelayReport.text($0.share), $0)
            }
        }
        rows += report.hours.map { row in
            Row(
                "hour", String(row.hour),
                [
                    ("count", String(row.count)), ("median", Self.number(row.medianSeconds)),
                    ("p95", Self.number(row.p95Seconds)), ("pooled", row.isPooled ? "yes" : "no"),
                ])
        }
        return rows
    }

    private func quantile(_ kind: String, _ name: String, _ quantile: DelayReport.Quantile) -> Row {
        Row(
            kind, name,
            [
                ("seconds", Self.number(quantile.seconds)), ("upper", Self.number(quantile.upperSeconds)),
                ("naive", Self.number(quantile.naiveSeconds)),
            ])
    }

    private func settled(_ seconds: Int?) -> (String, String) { ("settled", Self.number(seconds)) }

    private var recommended: [Row] {
        guard let advised = report.recommended else { return [] }
        return [
            Row(
                "recommended", String(advised.lookbackSeconds),
                [
                    ("misses", String(advised.misses)), ("most_misses", String(advised.mostMisses)),
                    ("confidence", advised.confidence.map { "\($0)" } ?? ""), ("miss_share", "\(advised.missShare)"),
                    ("poll", String(advised.pollSeconds)), settled(advised.settledSeconds),
                ])
        ]
    }

    private var others: [Row] {
        var rows: [Row] = []
        if let coming = report.stillToCome {
            rows.append(
                Row(
                    "still_to_come", InstantText.rfc3339(coming.through),
                    [("count", String(coming.count)), ("error", String(coming.error))]))
        }
        if let drift = report.pollDrift {
            rows.append(
                Row(
                    "poll_drift", "query-minus-newest-event",
                    [
                        ("polls", String(drift.polls)), ("median", Self.number(drift.medianSeconds)),
                        ("most", Self.number(drift.mostSeconds)),
                    ]))
        }
        return rows
            + report.policies.map { row in
                Row(
                    "what_if", row.policy,
                    [
                        ("events", String(row.events)), ("lost", String(row.lost)), ("doubled", String(row.doubled)),
                        ("requests", String(row.requests)), ("median", Self.number(row.medianSeconds)),
                        ("p99", Self.number(row.p99Seconds)),
                    ])
            }
    }

    private static func number(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return "" }
        let thousandths = (seconds * 1000).rounded() / 1000
        return thousandths == thousandths.rounded() ? "\(Int(thousandths))" : "\(thousandths)"
    }

    private static func number(_ count: Int?) -> String { count.map(String.init) ?? "" }
}

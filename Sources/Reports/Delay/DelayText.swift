package import AuditModel

/// What `siemgap drift` says of delays, for people.
package struct DelayText: Sendable {
    private let report: DelayReport
    private let name: String
    private let presentation: Presentation

    /// The most rows of the look-back table.
    private static let mostRows = 10

    /// - Parameter name: what was measured: a source or a recording.
    package init(_ report: DelayReport, of name: String, in presentation: Presentation) {
        self.report = report
        self.name = Escaping.terminal(name)
        self.presentation = presentation
    }

    /// Quantiles, histogram, look-back table, advice, what-if, and what cannot be said.
    package var text: String {
        var lines = paragraph(
            "DELAY    ",
            "\(Numerals.counted(report.count, "event")) of \(name): from the event to its availability in the API")
        lines += separated(quantiles)
        lines += separated(DelayBars.lines(report.histogram, in: presentation))
        lines += separated(lookback)
        lines += separated(advice)
        lines += separated(types)
        lines += separated(policies)
        lines += separated(remarks)
        return lines.map { $0 + "\n" }.joined()
    }

    private func separated(_ lines: [String]) -> [String] { lines.isEmpty ? [] : [""] + lines }

    private func paragraph(_ first: String, _ text: String) -> [String] {
        TextLayout.paragraph(first, text, width: presentation.width)
    }

    // MARK: Parts

    private var quantiles: [String] {
        var rows = report.quantiles.map { quantile in
            [
                DelayFigures.portion(quantile.share) + " within", DelayFigures.within(quantile.seconds),
                quantile.upperSeconds.map { "at most " + DelayFigures.within($0) } ?? "cannot be bounded",
                "as seen " + DelayFigures.within(quantile.naiveSeconds),
            ]
        }
        // Narrow terminals have no room for what plain counting says.
        if presentation.width < 72 { rows = rows.map { Array($0.dropLast()) } }
        if let longest = report.longestSeconds { rows.append(["longest seen", DelayFigures.within(longest)]) }
        guard let head = rows.first, !report.quantiles.isEmpty else { return [] }
        return DelayTableLines(head: head, rows: Array(rows.dropFirst()), words: [0, 2, 3]).lines
    }

    private var lookback: [String] {
        guard let poll = report.recommended?.pollSeconds ?? (report.lookback.isEmpty ? nil : 300) else { return [] }
        let table = DelayTableLines(
            head: ["look back", "events later", "loses", "at most (95 %)", "reads each event", ""],
            rows: shownRows.map { row in
                [
                    DelayFigures.edge(row.seconds), Numerals.grouped(row.later),
                    loss(row.lostShare, row, poll), loss(row.highLostShare, row, poll), rereads(row.rereads),
                    row.seconds == report.recommended?.lookbackSeconds ? "advised" : "",
                ]
            }, words: [5])
        return table.lines
            + paragraph(" ", "loses: with a poll every \(DelayFigures.edge(poll)), and one that a restart takes away")
    }

    /// A look-back shorter than the wait for two polls leaves holes between what they read: what happens there is lost,
    /// however soon it is visible, and how much that is nobody can say.
    private func loss(_ share: Double, _ row: DelayReport.Lookback, _ poll: Int) -> String {
        share >= 1 && row.seconds < 2 * poll ? "up to all" : DelayFigures.share(share)
    }

    /// The rows that tell most: from the last that loses half, thinned out, the advised one always among them.
    private var shownRows: [DelayReport.Lookback] {
        let advised = report.recommended?.lookbackSeconds
        let start = max(0, (report.lookback.firstIndex { $0.lostShare < 0.5 } ?? 0) - 1)
        let rows = Array(report.lookback[min(start, report.lookback.count)...])
        let step = max(1, (rows.count + Self.mostRows - 1) / Self.mostRows)
        return rows.enumerated().filter { index, row in
            (rows.count - 1 - index) % step == 0 || row.seconds == advised
        }.map(\.element)
    }

    private func rereads(_ times: Double) -> String {
        times < 10 && times != times.rounded()
            ? "\((times * 10).rounded() / 10) times" : "\(Int(times.rounded())) times"
    }

    private var advice: [String] {
        var lines: [String] = []
        if let advised = report.recommended {
            lines += paragraph(" Advice   ", DelayAdvice(advised, report).lookback)
            lines += paragraph(" Poll     ", DelayAdvice(advised, report).poll)
            lines += paragraph(" Settled  ", DelayAdvice(advised, report).settled)
            if let audits = DelayAdvice.audits(report) { lines += paragraph(" Audits   ", audits) }
        }
        if let coming = report.stillToCome, coming.count > 0 {
            lines += paragraph(
                " To come  ",
                "\(Numerals.grouped(coming.count)) +- \(Numerals.counted(coming.error, "event")) that happened before "
                    + "\(InstantText.rfc3339(coming.through)) and were not visible yet")
        }
        if let drift = report.pollDrift {
            lines += paragraph(
                " Drift    ",
                "the newest event was \(DelayFigures.within(drift.medianSeconds)) behind the query (middle of "
                    + "\(Numerals.counted(drift.polls, "poll")), at most \(DelayFigures.within(drift.mostSeconds)));"
                    + " a quiet hour looks the same")
        }
        if let delivery = report.toSIEM { lines += paragraph(" SIEM     ", DelayAdvice.delivery(delivery)) }
        if let hours = DelayAdvice.hours(report) { lines += paragraph(" Hours    ", hours) }
        return lines
    }

    private var types: [String] {
        guard !report.types.isEmpty else { return [] }
        return DelayTableLines(
            head: ["type", "events", "half within", "99 % within", "at most", "settled after"],
            rows: report.types.map { type in
                let high = type.quantiles.first { $0.share == 0.99 }
                return [
                    Shortening.label(Escaping.terminal(type.scope.value), to: 24), Numerals.grouped(type.count),
                    type.quantiles.first.map { DelayFigures.within($0.seconds) } ?? "-",
                    high.map { DelayFigures.within($0.seconds) } ?? "-",
                    high?.upperSeconds.map(DelayFigures.within) ?? "-",
                    type.settledSeconds.map(DelayFigures.edge) ?? "-",
                ]
            }
        ).lines
    }

    private var policies: [String] {
        guard let events = report.policies.first?.events else { return [] }
        return paragraph(" ", "What collectors would have made of \(Numerals.counted(events, "event")):")
            + report.policies.flatMap { row in
                paragraph(" - ", row.policy) + ["     " + figures(row).joined(separator: ", ")]
            }
    }

    private func figures(_ row: DelayReport.PolicyOutcome) -> [String] {
        let shares = Numerals.percentage(row.lost, of: row.events).map { " (\($0))" } ?? ""
        return [
            "lost \(Numerals.grouped(row.lost))\(shares)", "doubled \(Numerals.grouped(row.doubled))",
            Numerals.counted(row.requests, "request"),
        ] + (row.medianSeconds.map { ["half within \(DelayFigures.within($0))"] } ?? [])
    }

    private var remarks: [String] {
        report.remarks.flatMap { paragraph(" Note     ", Escaping.terminal($0)) }
    }
}

import AuditModel

extension HTMLPage {
    /// The answer in words, then its numbers, why it is so, and what to do.
    var verdict: String {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        var text = "<div class=\"verdict \(report.verdict.rawValue)\" id=\"verdict-box\">\n"
        text += "<p class=\"word\">\(words.word)</p>\n"
        text += Self.paragraph(Escaping.html(words.sentence), "sentence")
        text += Self.paragraph(Escaping.html(words.figures), "figures")
        if let from = report.window.from, let to = report.window.to {
            let stretch = DayText.stretch(from: from, to: to, withYear: true)
            text += Self.paragraph("Window: \(stretch) (UTC, its end excluded).", "figures")
        }
        text += counts
        if let change { text += Self.paragraph(change) }
        text += "</div>\n"
        return text + why + next + SourcesChart(report: report).html
    }

    private var counts: String {
        let counts = report.counts
        let boxes: [(String, Int?, String)] = [
            ("missing", counts.missing, "at the authority, not in the SIEM"),
            ("extra", counts.extra, "only in the SIEM"),
            ("other time", counts.timeDiffers, "in both, with another time"),
            ("unknown", counts.unknown + counts.unsettled, "where a side is not known whole or not settled"),
            ("accepted", counts.accepted, "missing, but covered by an exception"),
            ("present", counts.matched, "in both"),
        ]
        let items = boxes.map { name, count, words in
            "<li><span class=\"name\">\(name)</span><b>\(Self.number(count))</b><span>\(words)</span></li>"
        }
        return "<ul class=\"counts\">\n\(items.joined(separator: "\n"))\n</ul>\n"
    }

    private var change: String? {
        guard let before = evidence.earlier.last else { return nil }
        guard isAsLong(as: before) else { return changeOfRate(before) }
        let (now, then) = (report.counts.missing, before.missing)
        let words =
            now == then
            ? "as many events were missing"
            : "\(Numerals.grouped(abs(now - then))) \(now < then ? "more" : "fewer") were missing"
        return "In the audit before, \(Self.code(before.runID)), \(words): \(Numerals.grouped(then)) of "
            + "\(Numerals.grouped(before.events)); its verdict was \(Escaping.html(before.verdict))."
    }

    /// Whether two windows are of one length, within a tenth, so that their numbers of events can be compared.
    private func isAsLong(as before: TrendPoint) -> Bool {
        guard let from = report.window.from, let to = report.window.to else { return true }
        let (own, other) = (Double(to - from), Double(before.to - before.from))
        return abs(own - other) <= max(own, other) / 10
    }

    private func changeOfRate(_ before: TrendPoint) -> String? {
        guard report.authority.events > 0, before.events > 0 else { return nil }
        let now = Double(report.counts.missing) / Double(report.authority.events) * 1_000_000
        let then = Double(before.missing) / Double(before.events) * 1_000_000
        let words = now == then ? "as many" : now < then ? "fewer" : "more"
        return
            "\(TrendChart.text(now)) missing per million are \(words)\(now == then ? " as" : " than") in the audit before, "
            + "\(Self.code(before.runID)), whose window was of another length: \(TrendChart.text(then)); its verdict was "
            + "\(Escaping.html(before.verdict))."
    }

    private var why: String {
        guard !report.reasons.isEmpty else { return "" }
        let items = report.reasons.prefix(40).map { reason in
            "<li>\(Escaping.html(reason.message)); <span class=\"do\">"
                + "\(Escaping.html(ReasonAdvice.text(for: reason.code, in: report)))</span> \(Self.code(reason.code.rawValue))</li>\n"
        }
        return "<h3>Why</h3>\n<ul class=\"reasons\">\n\(items.joined())</ul>\n"
    }

    private var next: String {
        let words: String
        switch report.verdict {
        case .complete:
            words = "Nothing. The next audit compares with this one."
        case .gaps:
            words =
                "Look at the <a href=\"#gaps\">gaps</a> with their likely causes; mend the cause, then send what is missing: "
                + "\(Self.code("missing.ndjson")) in this run’s folder holds each missing event as the authority gave it."
        case .inconclusive:
            words =
                "Remove what stands in the way (above), then audit the same window again; "
                + "<a href=\"#method\">what was not covered</a> is listed below."
        }
        return "<h3>What to do</h3>\n" + Self.paragraph(words)
    }
}

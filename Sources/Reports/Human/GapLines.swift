import AuditModel

/// The list of gaps, the largest stretches first to be seen; the files hold all of them.
enum GapLines {
    /// The most gaps a summary lists.
    private static let mostShown = 10
    /// What is said of missing events without a cause.
    private static let noConfidence = "none"

    /// A line for each gap, one more where its cause is known, and one for those that are not shown.
    static func lines(_ report: AuditReport, width: Int) -> [String] {
        let shown = largest(report.gaps)
        let number = shown.map { String($0.id).utf8.count }.max() ?? 1
        let withYear = spansYears(report.gaps)
        var told: Set<String> = []
        var lines = shown.flatMap { gap in
            let isTold = gap.cause.map { !told.insert(likely($0)).inserted } ?? false
            return row(gap, isTold: isTold, number: number, withYear: withYear, width: width)
        }
        if report.gaps.count > shown.count {
            let rest = report.gaps.count - shown.count
            lines.append(" \(TextLayout.spaces(number))  \(Numerals.counted(rest, "more row")) in gaps.csv")
        }
        return lines + others(report, besides: shown, indent: number + 3, width: width)
    }

    /// Causes that no listed gap tells, for another one explains more of each.
    private static func others(
        _ report: AuditReport, besides shown: [Gap], indent: Int, width: Int
    ) -> [String] {
        let told = Set(shown.compactMap { $0.cause?.code })
        return report.causes.filter { !told.contains($0.code) && $0.confidence != noConfidence }.flatMap { cause in
            let text = "\(Numerals.counted(cause.explains, "missing event")): \(likely(cause))"
            return TextLayout.paragraph(
                TextLayout.spaces(indent) + "also    ", Escaping.terminal(text), width: width)
        }
    }

    /// When a gap began and ended, in words.
    static func stretch(_ gap: Gap, withYear: Bool) -> String {
        guard let from = gap.from, let to = gap.to else { return "no usable time" }
        if gap.scattered { return DayText.date(from, withYear: withYear) + ", scattered" }
        return DayText.stretch(from: from, to: to, withYear: withYear)
    }

    /// Whether dates need their year.
    static func spansYears(_ gaps: [Gap]) -> Bool {
        Set(gaps.compactMap { $0.from.map { CivilTime(nanoseconds: $0).year } }).count > 1
    }

    /// The cause with its confidence and what it rests on.
    private static func likely(_ cause: Cause) -> String {
        let evidence = cause.evidence.isEmpty ? "" : ": " + cause.evidence.joined(separator: "; ")
        return "\(CodeTable.causeWords(cause.code)) (\(cause.confidence))\(evidence)"
    }

    private static func largest(_ gaps: [Gap]) -> [Gap] {
        guard gaps.count > mostShown else { return gaps }
        let largest = gaps.sorted { ($1.missing, $0.id) < ($0.missing, $1.id) }.prefix(mostShown)
        return largest.sorted { $0.id < $1.id }
    }

    private static func row(_ gap: Gap, isTold: Bool, number: Int, withYear: Bool, width: Int) -> [String] {
        let parts = [
            stretch(gap, withYear: withYear), "\(Numerals.grouped(gap.missing)) of \(Numerals.grouped(gap.of))",
            Escaping.terminal(gap.scope.map(\.value).joined(separator: ", ")),
        ]
        let first = " " + TextLayout.right(String(gap.id), number) + "  "
        var lines = TextLayout.wrapped(first, parts.filter { !$0.isEmpty }, separator: "   ", width: width)
        if let cause = gap.cause {
            let text = Escaping.terminal(isTold ? CodeTable.causeWords(cause.code) + ", as above" : likely(cause))
            lines += TextLayout.paragraph(TextLayout.spaces(number + 3) + "likely  ", text, width: width)
        }
        return lines
    }
}

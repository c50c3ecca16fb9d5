import AuditModel

/// Delays in one sentence, for the summary of an audit.
enum DelaySentence {
    /// `half reach the API within 7 m 12 s, 99 % within 2 h 06 m, all within 26 h 18 m`; nil where too little is known.
    static func text(_ report: DelayReport) -> String? {
        guard let first = report.quantiles.first, let longest = report.longestSeconds else { return nil }
        let middle = report.quantiles.first { $0.share == 0.99 && $0.seconds < longest }
        let coming = (report.stillToCome?.count ?? 0) > 0
        var parts = ["\(DelayFigures.portion(first.share)) reach the API within \(DelayFigures.within(first.seconds))"]
        if let middle { parts.append("99 % within \(DelayFigures.within(middle.seconds))") }
        parts.append("\(coming ? "all so far" : "all") within \(DelayFigures.within(longest))")
        return parts.joined(separator: ", ") + (stillToCome(report).map { "; " + $0 } ?? "")
    }

    /// `41 ± 9 events still to come`; nil for none.
    static func stillToCome(_ report: DelayReport) -> String? {
        guard let coming = report.stillToCome, coming.count > 0 else { return nil }
        return "\(Numerals.grouped(coming.count)) +- \(Numerals.counted(coming.error, "event")) still to come"
    }
}

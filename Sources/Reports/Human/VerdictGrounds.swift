import AuditModel

/// Why nothing more can be said, each ground with what to do about it.
///
/// Where files cannot be trusted, their marks say more than the reason that counts them.
enum VerdictGrounds {
    /// One ground, in words that are not escaped.
    struct Ground: Hashable, Sendable {
        let why: String
        let advice: String
    }

    /// The most marks with a ground of their own.
    private static let mostMarks = 5

    /// In the order of the report's reasons.
    static func grounds(_ report: AuditReport) -> [Ground] {
        let marks = report.trust.filter { $0.effect == .inconclusive }
        return report.reasons.flatMap { reason -> [Ground] in
            switch reason.code {
            case .missingEvents where report.verdict != .inconclusive: []
            case .notWhole where isTold(report.audited.unknown, by: marks): []
            case .exportUntrusted where !marks.isEmpty: told(marks)
            case .missingEvents, .notWhole, .exportUntrusted, .unsettled, .emptyAuthority, .unidentifiedRecords,
                .scopeDiffers, .unstableAuthority, .couldNotRead, .withinTolerance, .truncatedEvents:
                [Ground(why: reason.message, advice: ReasonAdvice.text(for: reason.code, in: report))]
            }
        }
    }

    /// Whether each unknown part comes from one of the marks.
    private static func isTold(_ parts: [UnknownPart], by marks: [TrustMark]) -> Bool {
        !parts.isEmpty && parts.allSatisfy { part in marks.contains { $0.code.rawValue == part.reason } }
    }

    private static func told(_ marks: [TrustMark]) -> [Ground] {
        let shown = marks.prefix(mostMarks).map {
            Ground(why: $0.message, advice: CodeTable.explanation(of: $0.code).fix)
        }
        guard marks.count > mostMarks else { return shown }
        let rest = Numerals.counted(marks.count - mostMarks, "more mark")
        return shown + [Ground(why: "\(rest) on the files", advice: "see the trust part of report.json")]
    }
}

import AuditModel
import Reports

/// Words progress.
///
/// An estimate of the time left is given only after a fifth of the bytes or 30 seconds.
enum ProgressText {
    /// One line without its end.
    ///
    /// - Parameter elapsed: nanoseconds since the stage began.
    static func line(_ report: ProgressReport, elapsed: Int64) -> String {
        if let pull = report.pull { return line(pull, words(report.stage), report.records, elapsed) }
        let parts = [words(report.stage), bytes(report), records(report, elapsed), left(report, elapsed)]
        return parts.filter { !$0.isEmpty }.joined(separator: "   ")
    }

    /// One object without its end.
    static func json(_ report: ProgressReport, at now: Int64) -> String {
        if let pull = report.pull { return json(pull, report.stage, report.records, at: now) }
        let object: JSONValue = [
            "type": .string("progress"), "at": .instant(now), "stage": .string(report.stage.rawValue),
            "bytes": .integer(report.bytesDone), "bytes_known": .count(report.bytesKnown),
            "records": .integer(report.records),
        ]
        return object.text()
    }

    private static func words(_ stage: ProgressReport.Stage) -> String {
        switch stage {
        case .pulling: "pulling"
        case .querying: "asking"
        case .lookingUp: "asking by id"
        case .readingAuthority: "reading the authority"
        case .readingSIEM: "reading the SIEM's side"
        case .readingBoth: "reading both sides"
        case .comparing: "comparing"
        case .writing: "writing the results"
        case .sending: "sending"
        }
    }

    private static func bytes(_ report: ProgressReport) -> String {
        guard let known = report.bytesKnown else {
            return report.bytesDone > 0 ? Numerals.bytes(report.bytesDone) : ""
        }
        return "\(Numerals.bytes(min(report.bytesDone, known))) of \(Numerals.bytes(known))"
    }

    private static func records(_ report: ProgressReport, _ elapsed: Int64) -> String {
        guard report.records > 0 else { return "" }
        let count = Numerals.counted(report.records, "record")
        guard elapsed >= 1_000_000_000 else { return count }
        return "\(count)   \(Numerals.grouped(Int(Double(report.records) * 1e9 / Double(elapsed))))/s"
    }

    private static func left(_ report: ProgressReport, _ elapsed: Int64) -> String {
        guard let known = report.bytesKnown, report.bytesDone > 0, report.bytesDone < known,
            report.bytesDone >= known / 5 || elapsed >= 30_000_000_000
        else { return "" }
        let seconds = Double(elapsed) / 1e9 * Double(known - report.bytesDone) / Double(report.bytesDone)
        guard seconds >= 1, seconds < 1e9 else { return "" }
        return "about \(Numerals.duration(seconds: Int(seconds))) left"
    }
}

import AuditModel
import Collecting
import Reports

/// What `collect` says of a round: one line.
struct RoundText {
    let name: String
    let format: CommonOptions.Format

    /// The line, its line feed included.
    func line(_ report: RoundReport) -> String {
        switch format {
        case .ndjson: json(report).text() + "\n"
        case .human: human(report)
        case .plain, .json, .markdown, .junit, .github, .csv: plain(report)
        }
    }

    private func state(_ report: RoundReport) -> String {
        report.isBroken ? "failed" : report.slices == report.slicesWhole ? "whole" : "not-whole"
    }

    private func human(_ report: RoundReport) -> String {
        let started = EventTime.floor(report.started, 1_000_000_000)
        var parts = [
            InstantText.rfc3339(started), Escaping.terminal(name),
            "\(Numerals.grouped(report.new)) new of \(Numerals.counted(report.records, "record"))",
        ]
        if report.isBroken {
            parts.append("FAILED")
        } else if report.slices != report.slicesWhole {
            parts.append("NOT WHOLE: \(report.slicesWhole) of \(Numerals.counted(report.slices, "slice"))")
        }
        if report.lookback > 0 { parts.append("look-back \(Self.length(report.lookback))") }
        if let forwarded = report.forwarded {
            parts.append("sent \(Numerals.grouped(forwarded.sent))")
            if forwarded.waitingBytes > 0 { parts.append("\(SizeText.rounded(forwarded.waitingBytes)) wait") }
        }
        parts.append("\(report.took / 1_000_000_000).\(report.took / 100_000_000 % 10) s")
        return parts.joined(separator: "   ") + "\n"
    }

    private func plain(_ report: RoundReport) -> String {
        var parts = [
            "round", InstantText.rfc3339(report.started), name, state(report), "new=\(report.new)",
            "records=\(report.records)", "slices=\(report.slices)", "slices_whole=\(report.slicesWhole)",
            "lookback_seconds=\(report.lookback / 1_000_000_000)",
        ]
        if let forwarded = report.forwarded {
            parts += [
                "sent=\(forwarded.sent)", "refused=\(forwarded.refused)", "may_repeat=\(forwarded.mayRepeat)",
                "warnings=\(forwarded.warnings)", "waiting_bytes=\(forwarded.waitingBytes)",
            ]
        }
        return parts.map(Escaping.plain).joined(separator: "\t") + "\n"
    }

    private func json(_ report: RoundReport) -> JSONValue {
        let forwarded = report.forwarded.map { sent -> JSONValue in
            [
                "sent": .integer(sent.sent), "refused": .integer(sent.refused), "may_repeat": .integer(sent.mayRepeat),
                "warnings": .integer(sent.warnings), "waiting_bytes": .integer(sent.waitingBytes),
            ]
        }
        let window = report.window.map { window -> JSONValue in
            ["from": .instant(window.from), "to": .instant(window.to)]
        }
        return [
            "type": .string("round"), "source": .string(name), "started": .instant(report.started),
            "state": .string(state(report)), "window": window ?? .null, "new": .integer(report.new),
            "records": .integer(report.records), "slices": .integer(report.slices),
            "slices_whole": .integer(report.slicesWhole),
            "lookback_seconds": .integer(Int(report.lookback / 1_000_000_000)), "forwarded": forwarded ?? .null,
            "problems": .array(report.problems.map(\.json)),
        ]
    }

    /// In the largest unit that divides it.
    private static func length(_ nanoseconds: Int64) -> String {
        let unit = DurationText.Unit.allCases.last { nanoseconds % $0.nanoseconds == 0 } ?? .seconds
        return "\(nanoseconds / unit.nanoseconds)\(unit.rawValue)"
    }
}

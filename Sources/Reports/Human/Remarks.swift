import AuditModel

/// What else is worth a look, each remark with its count.
///
/// None is left out because it is small.
enum Remarks {
    /// The most zones that a remark names.
    private static let mostZones = 3

    /// The parts of the line `Also`; empty when there is nothing to add.
    static func parts(_ report: AuditReport) -> [String] {
        let siem = Escaping.terminal(SideNames(report).siem)
        return times(report, siem: siem) + unexplained(report) + events(report.counts, siem: siem)
            + report.watched.filter { $0.missing > 0 }.map {
                "watched \(Escaping.terminal($0.name)): \(Numerals.counted($0.missing, "event")) missing"
            }
            + side(report.authority, named: "authority") + side(report.siem, named: siem)
    }

    /// What no cause explains is said even where it is little.
    private static func unexplained(_ report: AuditReport) -> [String] {
        guard let rest = report.causes.first(where: { $0.code == "unexplained" }), rest.explains > 0 else { return [] }
        let share = "\(Numerals.grouped(rest.explains)) of \(Numerals.counted(report.counts.missing, "missing event"))"
        return ["\(share) \(rest.explains == 1 ? "has" : "have") no known cause"]
    }

    private static func times(_ report: AuditReport, siem: String) -> [String] {
        guard let differing = report.counts.timeDiffers else { return ["event times were not compared"] }
        let faults = (report.timeFaults ?? []).filter { $0.kind == .precision || differing > 0 }
        let explained = faults.filter { $0.kind != .precision }.reduce(0) { $0 + $1.events }
        var parts = faults.map { fault($0, siem: siem) }
        let rest = differing - explained
        if rest > 0, !faults.contains(where: { $0.kind == .precision }) {
            let others = explained > 0 ? "other event" : "event"
            parts.append("\(Numerals.counted(rest, others)) \(rest == 1 ? "carries" : "carry") another time in \(siem)")
        }
        return parts
    }

    /// A fault in a few words; what it rests on stands in the report.
    private static func fault(_ fault: TimeFault, siem: String) -> String {
        let events = Numerals.counted(fault.events, "event")
        guard [.offset, .dst].contains(fault.kind), let seconds = fault.seconds else {
            return Escaping.terminal(fault.explanation)
        }
        let amount = Numerals.duration(seconds: abs(seconds))
        // Many zones share an offset; the report names them all.
        let zones = fault.zones.count <= mostZones ? fault.zones.map(Escaping.terminal).joined(separator: ", ") : ""
        let named = zones.isEmpty ? "" : ", as in " + zones
        return "\(events) \(fault.events == 1 ? "carries" : "carry") a time exactly \(amount)"
            + " \(seconds < 0 ? "earlier" : "later") in \(siem)\(named)"
    }

    private static func events(_ counts: AuditReport.Counts, siem: String) -> [String] {
        var parts: [String] = []
        func add(_ count: Int, _ words: String) {
            if count > 0 { parts.append("\(Numerals.counted(count, "event")) \(count == 1 ? "is" : "are") \(words)") }
        }
        if counts.foundByID > 0 {
            let events = Numerals.counted(counts.foundByID, "event")
            parts.append("\(events) \(counts.foundByID == 1 ? "was" : "were") found in \(siem) by id alone")
        }
        add(counts.extra, "only in \(siem)")
        add(counts.unconfirmed, "only in \(siem), where the authority is not known whole")
        add(counts.truncated, "in \(siem) only cut short")
        add(counts.unknown, "unknown: not seen where \(siem) is not known whole")
        add(counts.unsettled, "too young to judge")
        add(counts.accepted, "missing by an accepted exception")
        return parts
    }

    private static func side(_ side: AuditReport.SideSummary, named name: String) -> [String] {
        let parts = [
            (side.unidentified, "without an id"), (side.untimed, "without a time"),
            (side.outsideWindow, "outside the window"), (side.filtered, "filtered out"),
        ]
        let found = parts.filter { $0.0 > 0 }
        guard let first = found.first else { return [] }
        let head = "\(name): \(Numerals.counted(first.0, "record")) \(first.1)"
        return [([head] + found.dropFirst().map { "\(Numerals.grouped($0.0)) \($0.1)" }).joined(separator: ", ")]
    }
}

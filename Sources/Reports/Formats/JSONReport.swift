package import AuditModel

/// `report.json`: one document with the fields of the contract, in its order.
///
/// What was not computed is null.
package struct JSONReport: ReportWriter {
    package let format = "json"
    package let fileName: String? = "report.json"

    /// The format has no settings.
    package init() {}

    /// Two spaces a level, a line feed at the end.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        report.json.text(pretty: true) + "\n"
    }
}

extension AuditReport {
    /// The report as one JSON object.
    package var json: JSONValue {
        guard case .object(var members) = whole else { return whole }
        if !watched.isEmpty { members.append(JSONValue.Member("watched", .array(watched.map(\.json)))) }
        if let breakdownSample { members.append(JSONValue.Member("breakdown_sample", .integer(breakdownSample))) }
        if isRedacted { members.append(JSONValue.Member("redacted", .bool(true))) }
        return .object(members)
    }

    private var whole: JSONValue {
        [
            "schema_version": .string("1.0"), "tool": ToolVersion.json, "run_id": .string(runID), "name": .string(name),
            "verdict": .string(verdict.rawValue), "exit_code": .integer(verdict.exitCode),
            "reasons": .array(reasons.map(\.json)), "window": window.json, "audited": audited.json,
            "authority": .object(authority.members + [JSONValue.Member("pulls", pulls ?? .null)]),
            "siem": .object(siem.members), "counts": counts.json, "trust": .array(trust.map(\.json)),
            "time_faults": timeFaults.map { .array($0.map(\.json)) } ?? .null, "gaps": .array(gaps.map(\.json)),
            "causes": causesJSON, "coverage": .array(coverage.map(\.json)),
            "breakdown": breakdown.map { .array($0.map(\.json)) } ?? .null, "drift": drift?.json ?? .null,
            "files": .array(files.map(\.json)), "problems": .array(problems.map(\.json)),
        ]
    }

    /// Causes add up to the missing events, so none beside missing ones means that they were not looked for.
    private var causesJSON: JSONValue {
        causes.isEmpty && counts.missing > 0 ? .null : .array(causes.map(\.json))
    }
}

extension ToolVersion {
    /// `{"name", "version"}`.
    static var json: JSONValue { ["name": .string(name), "version": .string(version)] }
}

extension AuditReport.Reason {
    fileprivate var json: JSONValue {
        ["code": .string(code.rawValue), "count": .integer(count), "message": .string(message)]
    }
}

extension AuditReport.Watched {
    fileprivate var json: JSONValue { ["name": .string(name), "missing": .integer(missing)] }
}

extension AuditReport.Window {
    fileprivate var json: JSONValue {
        [
            "from": .instant(from), "to": .instant(to), "settled_through": .instant(settledThrough),
            "settled_by": .string(settledBy.rawValue),
        ]
    }
}

extension AuditReport.Audited {
    fileprivate var json: JSONValue {
        [
            "whole": .bool(whole), "slices": .integer(slices), "slices_whole": .integer(slicesWhole),
            "unknown": .array(unknown.map(\.json)),
        ]
    }
}

extension UnknownPart {
    fileprivate var json: JSONValue {
        [
            "side": .string(side.word), "from": .instant(from), "to": .instant(to), "scope": Scope.json(scope),
            "reason": .string(reason), "detail": .string(detail),
        ]
    }
}

extension AuditReport.SideSummary {
    fileprivate var members: [JSONValue.Member] {
        [
            .init("name", .string(name)), .init("kind", .string(kind)), .init("records", .integer(records)),
            .init("filtered", .integer(filtered)), .init("unidentified", .integer(unidentified)),
            .init("outside_window", .integer(outsideWindow)), .init("events", .integer(events)),
            .init("repeats", .integer(repeats)), .init("conflicting", .integer(conflicting)),
            .init("untimed", .integer(untimed)), .init("truncated", .integer(truncated)),
            .init("first", .instant(first)), .init("last", .instant(last)),
        ]
    }
}

extension AuditReport.Counts {
    fileprivate var json: JSONValue {
        [
            "matched": .integer(matched), "missing": .integer(missing), "accepted": .integer(accepted),
            "unknown": .integer(unknown), "unsettled": .integer(unsettled), "extra": .integer(extra),
            "unconfirmed": .integer(unconfirmed), "time_differs": .count(timeDiffers),
            "truncated": .integer(truncated), "found_by_id": .integer(foundByID),
        ]
    }
}

extension AuditReport.DataFile {
    /// `{"role", "path", "records", "bytes", "sha256"}`.
    var json: JSONValue {
        [
            "role": .string(role), "path": .string(path), "records": .integer(records), "bytes": .integer(bytes),
            "sha256": .string(sha256),
        ]
    }
}

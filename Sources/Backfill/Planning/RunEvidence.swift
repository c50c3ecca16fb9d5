package import AuditModel
import ByteScan
import FileAccess

/// A finished run's folder, of which it was checked that it is what the run wrote.
package struct RunEvidence: Sendable {
    package let runID: String
    /// As it was named.
    package let folder: String
    /// Of `report.json`.
    let reportSHA256: String
    let audited: BackfillPlan.Audited
    /// What the authority's records are, such as `o365-management`.
    let authorityKind: String
    /// The audited SIEM as the report names it.
    private let siem: String?
    /// Files that the run read.
    private let inputs: Set<String>
    /// Settings of the run, by name.
    private let settings: [(name: String, value: String)]

    /// Checks the files that a plan rests on against the manifest.
    ///
    /// - Throws: ``BackfillFault`` when one is gone or differs, or the folder holds no finished run.
    package init(folder: String) throws {
        let place = folder + "/manifest.json"
        guard FileKind.of(place) == .file, let manifest = Self.tree(try FileText.read(place, most: 1 << 30)) else {
            throw BackfillFault.unusableRun(folder, "\(folder) holds no finished run")
        }
        let listed = (manifest["files"]?.elements ?? []).reduce(into: [String: String]()) { digests, file in
            if let path = file["path"]?.text { digests[path] = file["sha256"]?.text }
        }
        for name in ["report.json", "missing.ndjson", "findings.csv"] {
            let path = folder + "/" + name
            guard let expected = listed[name], FileKind.of(path) == .file, try PlanFolder.sha256(path) == expected
            else { throw BackfillFault.editedRun(path) }
        }
        guard let report = Self.tree(try FileText.read(folder + "/report.json", most: 1 << 30)),
            let runID = report["run_id"]?.text
        else { throw BackfillFault.editedRun(folder + "/report.json") }
        guard report["redacted"] != .bool(true) else { throw BackfillFault.redactedRun(folder, runID) }
        self.folder = folder
        self.runID = runID
        reportSHA256 = listed["report.json"] ?? ""
        authorityKind = report["authority"]?["kind"]?.text ?? ""
        siem = report["siem"]?["name"]?.text
        inputs = Set((manifest["inputs"]?.elements ?? []).compactMap { $0["path"]?.text })
        audited = Self.audited(report)
        settings = (manifest["settings"]?.elements ?? []).map { ($0["name"]?.text ?? "", $0["value"]?.text ?? "") }
    }

    /// The audited window; nil where no event had a time.
    package var window: TimeWindow? { audited.window }

    /// The file of missing events.
    var missingPath: String { folder + "/missing.ndjson" }
    /// The file that names ids and times.
    var findingsPath: String { folder + "/findings.csv" }

    /// All values of a setting of the run.
    package func values(of name: String) -> [String] { settings.filter { $0.name == name }.map(\.value) }

    /// The audited SIEM's name where a target is another one; nil where it is the same, or where that cannot be told.
    ///
    /// An export that was audited may be the target's own.
    func otherSIEM(than target: String, isFile: Bool) -> String? {
        let specs = values(of: "siem")
        guard let siem, siem != target, !specs.contains(target) else { return nil }
        let areFiles = !specs.isEmpty && specs.allSatisfy { $0.contains("*") || inputs.contains($0) }
        return areFiles && !isFile ? nil : siem
    }

    private static func audited(_ report: JSONTree) -> BackfillPlan.Audited {
        var audited = BackfillPlan.Audited()
        let counts = report["counts"]
        audited.missing = counts?["missing"]?.number ?? 0
        if let from = report["window"]?["from"]?.nanoseconds, let to = report["window"]?["to"]?.nanoseconds {
            audited.window = TimeWindow(from: from, to: to)
        }
        audited.isWhole =
            report["audited"]?["whole"] == .bool(true) && counts?["unknown"]?.number == 0
            && counts?["unsettled"]?.number == 0
        return audited
    }

    private static func tree(_ text: [UInt8]) -> JSONTree? {
        // What cannot be parsed is no run of this tool.
        try? JSONTree(parsing: text)
    }
}

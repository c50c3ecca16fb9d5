import AuditModel
import ByteScan
import FileAccess
import Reports

/// What makes two runs ask for the same events, and where a run is known whole.
struct RunSides {
    /// A part of the window of which nothing final is known; without a bound it reaches to the window's.
    private struct Part {
        let from: Int64?
        let to: Int64?
    }

    let summary: RunSummary
    private let settings: [AuditRequest.Setting]
    private let inputs: [PastRun.Input]
    private let unknown: [Part]
    private let kinds: [String]

    /// Settings that make two runs ask for the same events, the two sides apart.
    private static let conditions = ["match", "source-format", "source-id", "siem-format", "siem-id"]

    /// Reads what a finished run says of its sides.
    ///
    /// - Throws: `FileFailure`.
    init(_ run: RunSummary, _ past: PastRun) throws(FileFailure) {
        summary = run
        (settings, inputs) = (past.settings, past.inputs)
        let text = try FileText.read(run.folder + "/report.json", most: 1 << 30)
        // A summary was read from this file before.
        let tree = try? JSONTree(parsing: text)
        unknown = (tree?["audited"]?["unknown"]?.elements ?? []).map { part in
            Part(from: RunSummary.instant(part["from"]), to: RunSummary.instant(part["to"]))
        }
        kinds = ["authority", "siem"].map { tree?[$0]?["kind"]?.text ?? "" }
    }

    /// Whether an event of that time was judged: inside the window, where both sides are known whole.
    ///
    /// - Parameter time: nanoseconds since the Unix epoch; nil for an event without, which is judged where all is whole.
    func judges(_ time: Int64?) -> Bool {
        guard let time else { return unknown.isEmpty }
        if let window = summary.window, !window.contains(time) { return false }
        return !unknown.contains { ($0.from ?? .min) <= time && time < ($0.to ?? .max) }
    }

    /// Whether this run asked the same sides for every event that the other one looked at.
    func covers(_ other: RunSides) -> Bool { differences(from: other).isEmpty && looksForAll(of: other) }

    /// Whether no condition of this run leaves out an event that the other one looked at.
    func looksForAll(of other: RunSides) -> Bool { Set(values("where")).isSubset(of: other.values("where")) }

    /// How the questions of two runs differ, but for their conditions `where`; empty for the same sides.
    func differences(from other: RunSides) -> [String] {
        let names = [
            ("source", summary.authority, other.summary.authority), ("siem", summary.siem, other.summary.siem),
        ]
        let sides = names.enumerated().compactMap { number, side -> String? in
            guard side.1 != side.2 else { return nil }
            // Two exports of one kind may be of one system, which their names do not tell.
            let areFiles = isFiles(side.0) && other.isFiles(side.0) && kinds[number] == other.kinds[number]
            return areFiles ? nil : "\(side.0) \(other.said(side.2)), then \(said(side.1))"
        }
        return sides
            + Self.conditions.compactMap { name in
                let (own, others) = (values(name).joined(separator: ","), other.values(name).joined(separator: ","))
                return own == others ? nil : "\(name) \(other.said(others)), then \(said(own))"
            }
    }

    /// The conditions of two runs in words; nil for the same.
    func conditions(from other: RunSides) -> String? {
        let (own, others) = (values("where").sorted(), other.values("where").sorted())
        guard own != others else { return nil }
        return "where \(said(others.joined(separator: " and "))), then \(said(own.joined(separator: " and ")))"
    }

    private func said(_ text: String) -> String { text.isEmpty ? "none" : text }

    private func values(_ name: String) -> [String] { settings.filter { $0.name == name }.map(\.value) }

    /// Whether a side was given as files, not by a name of the configuration.
    private func isFiles(_ name: String) -> Bool {
        let specs = values(name)
        return !specs.isEmpty
            && specs.allSatisfy { spec in
                spec.contains("*") || inputs.contains { $0.path == spec || $0.path.hasPrefix(spec + "/") }
            }
    }
}

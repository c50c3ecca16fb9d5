import AuditModel
import Auditing
import Foundation
import Simulators

/// Pairs made of published files, with known records taken away, shifted or cut.
struct ForeignTrials: Sendable {
    /// The folder of published files.
    let source: String
    /// The folder that takes a folder a pair.
    let folder: String
    let context: RunContext
    let seed: UInt64

    /// Audits every kind of file with every damage; a row a damage.
    func run() async throws -> [TrialOutcome] {
        var outcomes: [TrialOutcome] = []
        for kind in ForeignRecords.kinds {
            let records = try ForeignRecords(kind, below: source)
            guard !records.records.isEmpty else { continue }
            for damage in ForeignDamage.allCases { outcomes.append(await outcome(of: damage, to: records)) }
        }
        return outcomes
    }

    private func outcome(of damage: ForeignDamage, to records: ForeignRecords) async -> TrialOutcome {
        var outcome = TrialOutcome(
            row: "foreign \(damage.rawValue)", name: "\(records.kind.name)-\(damage.rawValue)", seed: seed)
        let result = damage.applied(to: records, seed: seed)
        outcome.planted = result.lost.values.reduce(into: [:]) { $0[$1.rawValue, default: 0] += 1 }
        outcome.isDoubtful = result.isDoubtful
        if damage == .shifted { outcome.plantedTimes = [TimeTruth.name(.offset, ForeignDamage.shift)] }
        do {
            let home = folder + "/" + outcome.name
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            let (authority, siem) = (home + "/authority.ndjson", home + "/siem.ndjson")
            try write(records.records.map(\.line), isCut: false, to: authority)
            try write(result.lines, isCut: result.isDoubtful, to: siem)
            let answer = try await PairAudit(context: context, folder: home).run(authority: authority, siem: siem)
            outcome.take(answer, truth: Set(result.lost.keys))
        } catch let problem as any Explained {
            outcome.failure = problem.problem.what
        } catch {
            outcome.failure = String(describing: error)
        }
        return outcome
    }

    private func write(_ lines: [[UInt8]], isCut: Bool, to path: String) throws {
        var text = Data(lines.joined(separator: [0x0A]))
        if !isCut { text.append(0x0A) }
        try text.write(to: URL(filePath: path))
    }
}

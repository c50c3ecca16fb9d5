import AuditModel
import Pulling
import Transport

extension AzureMonitorStore {
    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        var examination = StoreExamination()
        examination.product = "Azure Monitor Logs"
        examination.user = try await asking.tokenClaims()?.application
        guard !tables.isEmpty else {
            _ = try await desk.answer(to: "\(desk.query.legs[0])\n| take 1", in: nil, asking)
            return examination
        }
        var unanswered: [(table: String, said: String?)] = []
        for table in tables {
            do throws(TransportFailure) {
                _ = try await desk.answer(
                    to: "\(table)\n| where TimeGenerated > ago(1d)\n| summarize Records = count()", in: nil, asking)
            } catch  where error.kind == .rejected {
                unanswered.append((table, error.words))
            }
        }
        if !unanswered.isEmpty { examination.problems.append(problem(unanswered)) }
        return examination
    }

    /// A table that may not be read is as unknown to the service as one that is not there.
    private func problem(_ unanswered: [(table: String, said: String?)]) -> Problem {
        let names = unanswered.map(\.table).joined(separator: ", ")
        let isSevere = unanswered.count == tables.count || !desk.query.allowsMissing
        return Problem(
            isSevere ? .error : .warning, "W-SIEM-TABLES",
            "\(unanswered.count) of \(tables.count) tables do not answer: \(names)",
            place: traits.hosts.first, said: unanswered.first?.said,
            means: "they are not in the workspace, or the application's role does not cover them",
            effect: "what they hold is not found; events there would be called missing",
            fix: isSevere
                ? "name tables that are there, or give the application the role Log Analytics Reader"
                : "write tables: [\((tables.filter { table in !unanswered.contains { $0.table == table } }).joined(separator: ", "))]"
        )
    }
}

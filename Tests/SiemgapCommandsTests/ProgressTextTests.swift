import AuditModel
import Testing

@testable import SiemgapCommands

/// How far the asking of services has come, in words.
struct ProgressTextTests {
    private static let hour: Int64 = 3_600_000_000_000
    private static let second: Int64 = 1_000_000_000

    private static func report(
        _ stage: ProgressReport.Stage, questions: PullStand.Questions? = nil, records: Int
    ) -> ProgressReport {
        var stand = PullStand(names: ["elastic"])
        (stand.covered, stand.total) = (24 * hour, 96 * hour)
        stand.questions = questions
        return ProgressReport(asking: stand, stage: stage, records: records)
    }

    @Test func askingForAWindowTellsItsHours() {
        #expect(
            ProgressText.line(Self.report(.querying, records: 50), elapsed: 10 * Self.second)
                == "asking elastic   24 of 96 h   50 events   5/s   about 30 s left")
    }

    @Test func askingByIDTellsItsQuestions() {
        let report = Self.report(.lookingUp, questions: .init(answered: 500, known: 2000), records: 0)
        #expect(
            ProgressText.line(report, elapsed: 10 * Self.second)
                == "asking by id elastic   500 of 2,000 questions   about 30 s left")
        let json = ProgressText.json(report, at: 0)
        #expect(json.contains(#""questions_done":500,"questions_known":2000"#))
        #expect(ProgressText.json(Self.report(.querying, records: 0), at: 0).contains(#""questions_done":null"#))
    }
}

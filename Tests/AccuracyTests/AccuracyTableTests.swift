import Testing

@testable import siemgap_accuracy

struct AccuracyTableTests {
    @Test func countsByCauseAndInAll() {
        let table = AccuracyTable([
            outcome("framing", ["framing": 40], ["framing": 40]), outcome("framing", ["framing": 60], ["sampling": 60]),
            outcome("framing", ["framing": 5], [:]), outcome("size-limit", ["size-limit": 100], ["unexplained": 100]),
            outcome("mixed", ["framing": 50, "size-limit": 50], ["framing": 50]),
        ])
        #expect(
            table.rows["framing"]
                == AccuracyTable.Row(
                    runs: 3, scored: 2, right: 1, wrong: 1, attributable: 100, attributed: 40,
                    wrongNames: ["sampling": 1]))
        #expect(table.singles.runs == 4 && table.singles.scored == 3 && table.singles.unexplained == 1)
        #expect(table.rows["mixed"]?.attributed == 50 && table.rows["mixed"]?.attributable == 100)
    }

    @Test func falseAnswersAreCounted() {
        var complete = outcome("framing", ["framing": 5], [:])
        (complete.saidComplete, complete.overlooked) = (true, 5)
        var invented = outcome("nothing-lost", [:], [:])
        invented.falseMissing = 3
        var trusted = outcome("nothing-lost", [:], [:])
        (trusted.saidComplete, trusted.isDoubtful) = (true, true)
        var sound = outcome("nothing-lost", [:], [:])
        sound.saidComplete = true
        let table = AccuracyTable([complete, invented, trusted, sound])
        #expect(table.singles.falseCompletes == 2 && table.singles.overlooked == 5 && table.singles.falseMissing == 3)
    }

    @Test func theTableShowsSharesAndNames() {
        let table = AccuracyTable([
            outcome("framing", ["framing": 40], ["framing": 40]), outcome("framing", ["framing": 60], ["sampling": 60]),
        ])
        let lines = table.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[2] == "| framing | 2 | 2 | 1 (50.0 %) | 1 (sampling 1) | 0 | 0 | 0 | 0 | 0 | 40 (40.0 %) |")
        #expect(lines[3].hasPrefix("| all single | 2 | 2 |"))
    }

    private func outcome(_ row: String, _ planted: [String: Int], _ named: [String: Int]) -> TrialOutcome {
        var outcome = TrialOutcome(row: row, name: row, seed: 1)
        (outcome.planted, outcome.named) = (planted, named)
        return outcome
    }
}

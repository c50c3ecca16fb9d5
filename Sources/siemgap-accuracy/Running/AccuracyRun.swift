import Auditing
import Foundation

/// Runs all trials, several at once, and prints the table.
struct AccuracyRun: Sendable {
    let options: AccuracyOptions
    let context: RunContext

    /// Runs them.
    func run() async throws {
        let folder = try folder()
        let started = context.uptime()
        let outcomes: [TrialOutcome]
        if let foreign = options.foreign {
            outcomes = try await ForeignTrials(source: foreign, folder: folder, context: context, seed: options.seed)
                .run()
        } else {
            outcomes = await trials(in: folder)
        }
        if options.keep == nil { try FileManager.default.removeItem(atPath: folder) }
        let seconds = Double(context.uptime() - started) / 1e9
        let events = outcomes.reduce(0) { $0 + $1.events }
        try write(AccuracyTable(outcomes).text)
        try write("\n" + TimeTable(outcomes).text)
        try write(
            "\n\(outcomes.count) runs of the set \(options.set.rawValue), seed \(options.seed), \(events) events, "
                + "\(Int(seconds)) s\n")
        for outcome in outcomes where outcome.failure != nil || options.lists { try write(Self.line(outcome)) }
    }

    private func folder() throws -> String {
        let folder =
            options.keep ?? (context.environment["TMPDIR"] ?? "/tmp") + "/siemgap-accuracy-\(context.uptime())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// The outcomes in the order of the trials.
    private func trials(in folder: String) async -> [TrialOutcome] {
        let plan = TrialPlan(options: options)
        let runner = TrialRunner(plan: plan, context: context, folder: folder, keeps: options.keep != nil)
        let rows = plan.rows
        let numbers = rows.indices.filter { options.trial == nil || options.trial == $0 }
        return await withTaskGroup(of: (Int, TrialOutcome).self) { group in
            var outcomes: [(Int, TrialOutcome)] = []
            var next = 0
            func start() {
                guard next < numbers.count else { return }
                let number = numbers[next]
                group.addTask { (number, await Self.run(runner, number, rows[number])) }
                next += 1
            }
            for _ in 0..<options.jobs { start() }
            while let outcome = await group.next() {
                outcomes.append(outcome)
                start()
            }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Off the caller's executor, so that trials run side by side.
    @concurrent private static func run(_ runner: TrialRunner, _ number: Int, _ row: String) async -> TrialOutcome {
        await runner.run(number, row: row)
    }

    /// One trial in a line.
    private static func line(_ outcome: TrialOutcome) -> String {
        let counts = { (counts: [String: Int]) in
            counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        }
        let end = outcome.failure.map { "failed: \($0)" } ?? "\(TrialScore(outcome))"
        return "\(outcome.name) seed \(outcome.seed) events \(outcome.events): planted \(counts(outcome.planted)); "
            + "named \(counts(outcome.named)); \(end)\n"
    }

    private func write(_ text: String) throws { try context.standardOutput.write(text) }
}

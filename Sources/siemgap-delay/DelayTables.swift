/// Runs all trials and prints their tables.
struct DelayTables: Sendable {
    let options: DelayOptions

    /// One event in 1,000 may be lost, which as few events as a trial has can show.
    private static let missShare = 1e-3

    /// Prints a table of quantiles, then one of look-backs.
    func run() async {
        print("Quantiles: mean error and root mean square error, \(options.seeds) seeds of \(options.events) events\n")
        print(
            Figures.row([
                "law", "quantile", "truth", "naive", "naive rms", "corrected", "corr. rms", "95 % holds", "none",
            ]))
        for law in DelayLaw.all {
            let trials = QuantileTrials(law: law, seeds: options.seeds, events: options.events)
            for line in await trials.lines(jobs: options.jobs) { print(line) }
        }
        let events = 4 * options.events
        print(
            "\nAdvised look-back for 0.1 %: \(options.lookbackSeeds) seeds, \(events) events seen, \(10 * events) collected\n"
        )
        print(
            Figures.row(["law", "look-back", "predicted", "at most", "lost", "most lost", "within band", "none"]))
        for law in DelayLaw.all {
            let trials = LookbackTrials(
                law: law, seeds: options.lookbackSeeds, events: events, missShare: Self.missShare)
            print(await trials.line(jobs: options.jobs))
        }
        let collector = CollectorTrials(seeds: options.lookbackSeeds, events: events, missShare: Self.missShare)
        print(await collector.line(jobs: options.jobs))
    }
}

/// How much the missing events of short runs of events vary beyond chance: 1 where each is lost by itself.
struct LossClustering: Sendable {
    /// The factor up to which losses are those of single events but for the polls between them.
    static let mostOfSingles = 2.5
    /// Missing events expected of a run of events.
    private static let cluster = 5.0

    let factor: Double

    /// Compares the open missing facts with the missing rate that is expected of each entry of the timeline; other
    /// missing events are left out.
    init(_ file: CaseFile, _ open: [Int], rate: (Int) -> Double) {
        let timeline = file.evidence.timeline
        var isOpen = [Bool](repeating: false, count: timeline.count)
        for fact in open { if let entry = file.entry(of: fact) { isOpen[entry] = true } }
        var (seen, expected, variance) = (0.0, 0.0, 0.0)
        var (sum, runs) = (0.0, 0.0)
        for entry in 0..<timeline.count where isOpen[entry] || !timeline.isMissing[entry] {
            let rate = rate(entry)
            let events = isOpen[entry] ? file.missingWeight : Double(timeline.weight[entry])
            seen += isOpen[entry] ? events : 0
            expected += events * rate
            variance += events * rate * (1 - rate)
            guard expected >= Self.cluster, variance > 0 else { continue }
            sum += (seen - expected) * (seen - expected) / variance
            runs += 1
            (seen, expected, variance) = (0, 0, 0)
        }
        factor = runs > 0 ? sum / runs : 1
    }
}

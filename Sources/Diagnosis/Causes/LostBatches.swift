import Glibc

/// Runs of missing events that are more alike in number than any span of time makes them: something lost whole batches of
/// one size.
///
/// What strikes for a while, or a poll, or a piece, strikes a number of events that varies at least as chance does. Which
/// step on the way lost batches cannot be told, but that no such cause did.
struct LostBatches: CauseTest {
    /// A sequence of runs of missing events.
    private struct Runs {
        /// Missing facts of each run.
        let facts: [[Int]]
        /// Missing events of each.
        let sizes: [Double]
        let present: Double
        let words: String
    }

    private static let fewestRuns = 4
    /// Missing events of a run, on average, at least.
    private static let leastSize = 4.0
    /// The share of all events that is missing, at most: where more is, what is kept comes in runs.
    private static let mostMissing = 0.45
    /// The share of the missing events that lies in runs that are neither crumbs nor several batches, at least, and how
    /// far from the usual size those are.
    private static let leastShare = 0.6
    private static let crumb = 1.0 / 3
    private static let several = 1.6
    /// Runs of several batches, at most, as a share of single ones.
    private static let mostSeveral = 0.1
    /// One set of runs in so many is as even by chance.
    private static let largestChance = 1e-4

    private let file: CaseFile
    private let order: Arrivals?
    /// Pieces of which nothing arrived.
    private let lostPieces: Int

    init?(_ file: CaseFile) {
        guard Double(file.courses.all.missing) <= Self.mostMissing * Double(file.courses.all.events),
            file.missing.scope.count == file.missing.count
        else { return nil }
        self.file = file
        order = Arrivals.byAvailability(file).flatMap { $0.isWhole ? $0 : nil }
        lostPieces = file.evidence.pieces.count { $0.isLost }
    }

    func claims(on open: [Int]) -> [Claim] {
        let runs = order.map { byArrival($0, open) } ?? byTime(open)
        return claim(runs, open).map { [$0] } ?? []
    }

    /// Runs in order of arrival; missing events that have a cause are left out.
    private func byArrival(_ order: Arrivals, _ open: [Int]) -> Runs {
        var isOpen = [Bool](repeating: false, count: file.missing.count)
        for fact in open { isOpen[fact] = true }
        var facts: [[Int]] = []
        var isInside = false
        for place in order.isMissing.indices {
            guard order.isMissing[place] else {
                isInside = false
                continue
            }
            let fact = order.facts[place]
            guard fact >= 0, isOpen[fact] else { continue }
            if !isInside { facts.append([]) }
            facts[facts.count - 1].append(fact)
            isInside = true
        }
        return Runs(facts: facts, sizes: facts.map { Double($0.count) }, present: 0, words: order.words)
    }

    /// Stretches in order of time.
    private func byTime(_ open: [Int]) -> Runs {
        let inside = StretchFacts(open, in: file).facts
        let whole = file.stretches.indices.filter { index in
            !inside[index].isEmpty && inside[index].count * 2 >= file.facts(in: file.stretches[index])
        }
        return Runs(
            facts: whole.map { inside[$0] }, sizes: whole.map { Double(file.stretches[$0].missing) },
            present: Double(whole.reduce(0) { $0 + file.stretches[$1].of - file.stretches[$1].missing }),
            words: "in order of time")
    }

    private func claim(_ runs: Runs, _ open: [Int]) -> Claim? {
        let sorted = runs.sizes.sorted()
        let total = sorted.reduce(0, +)
        guard sorted.count >= Self.fewestRuns, let usual = Self.middle(sorted, of: total) else { return nil }
        let like = runs.sizes.indices.filter { (Self.crumb * usual...Self.several * usual).contains(runs.sizes[$0]) }
        let larger = runs.sizes.count { $0 > Self.several * usual }
        let sizes = like.map { runs.sizes[$0] }
        let sum = sizes.reduce(0, +)
        let mean = sum / Double(max(1, sizes.count))
        guard sizes.count >= Self.fewestRuns, mean >= Self.leastSize, sum >= Self.leastShare * total,
            Double(larger) <= Self.mostSeveral * Double(sizes.count), !arePieces(runs: sizes.count)
        else { return nil }
        // Sizes are whole numbers.
        let spread = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) + 1.0 / 12 }
        guard 1 - ChiSquared.tail(spread / mean, degrees: sizes.count - 1) <= Self.largestChance else { return nil }
        let facts = like.flatMap { runs.facts[$0] }.sorted()
        let split = file.split(facts: facts.count, of: open.count, presentEvents: runs.present)
        var claim = Claim(
            .unexplained, facts: facts, split: split, parameters: 2,
            evidence: [
                "\(Wording.counted(sizes.count, "run")) of missing events, \(runs.words), have about"
                    + " \(Wording.count(Int(usual))) each, more evenly than a stop, a poll or a blob makes them: likely"
                    + " batches of that size, lost or overwritten on the way"
            ],
            advice: "")
        claim.overrules = [.collectorStopped, .blobLost, .pollBoundary, .rateLoss, .lateArrival]
        return claim
    }

    /// The size of the run that holds the middle one of all missing events.
    private static func middle(_ sorted: [Double], of total: Double) -> Double? {
        var sum = 0.0
        return sorted.first { size in
            sum += size
            return sum * 2 >= total
        }
    }

    /// Whether each run may be a piece of the authority's.
    private func arePieces(runs: Int) -> Bool { lostPieces > 0 && lostPieces * 2 <= runs * 3 }
}

/// Events above a size that do not get through.
struct SizeLimit: CauseTest {
    /// Limits along the way by their usual values, bytes: syslog and its daemons' (1,024 to 65,536), Splunk's TRUNCATE
    /// (10,000), Lucene's longest term (32,766), Log Analytics' field (32,768), HEC's and Kafka's messages (1,000,000 and
    /// 1,048,576), and what lies between.
    private static let known = [
        1024, 2048, 4096, 8192, 10_000, 16_384, 32_766, 32_768, 65_507, 65_536, 102_400, 131_072, 262_144, 524_288,
        1_000_000, 1_048_576,
    ]
    /// The missing rate above the limit, at least.
    private static let leastRate = 0.6
    /// That rate without the doubt of a sample: a limit lets nothing through but what is counted another way.
    private static let leastKnownRate = 0.9
    /// How far a limit may lie from a known one: what the collector wraps around an event.
    private static let wrapping = 0.08

    private let file: CaseFile
    /// Sizes of present facts, ascending.
    private let present: [UInt32]

    init?(_ file: CaseFile) {
        guard file.present.count > 0, file.missing.size.count == file.missing.count else { return nil }
        self.file = file
        present = file.present.size.sorted()
    }

    func claims(on open: [Int]) -> [Claim] {
        let sizes = open.map { file.missing.size[$0] }.sorted()
        var best: (least: UInt32, split: RateSplit, gain: Double)?
        var below = 0
        for (index, size) in sizes.enumerated() where index == 0 || size > sizes[index - 1] {
            while below < present.count, present[below] < size { below += 1 }
            let split = file.split(facts: sizes.count - index, of: open.count, presentFacts: present.count - below)
            let gain = split.gain
            let known = Double(sizes.count - index) * file.missingWeight
            let isSharp =
                known >= Self.leastKnownRate * (known + Double(present.count - below) * file.presentWeight)
            if isSharp, split.rateInside >= Self.leastRate, gain > best?.gain ?? 0 { best = (size, split, gain) }
        }
        guard let best else { return [] }
        let largest = present.last { $0 < best.least } ?? 0
        return [
            claim(open.filter { file.missing.size[$0] >= best.least }, best.split, least: best.least, below: largest)
        ]
    }

    private func claim(_ facts: [Int], _ split: RateSplit, least: UInt32, below: UInt32) -> Claim {
        var evidence = [
            "\(Wording.percent(split.rateInside)) of events of \(Wording.count(Int(least))) bytes and more are missing,"
                + " \(Wording.percent(split.rateOutside)) of smaller ones;"
                + " the largest smaller one that is present has \(Wording.count(Int(below)))"
        ]
        let near = Self.known.filter { limit in
            let slack = Double(limit) * Self.wrapping
            return Double(least) >= Double(limit) - slack && Double(below) <= Double(limit) + slack
        }
        if let limit = near.min(by: { abs($0 - Int(least)) < abs($1 - Int(least)) }) {
            evidence.append("a usual limit is \(Wording.count(limit)) bytes")
        }
        return Claim(
            .sizeLimit, facts: facts, split: split, parameters: 2, evidence: evidence,
            advice: "raise the largest message or event size of collector, transport and SIEM above"
                + " \(Wording.count(Int(least))) bytes")
    }
}

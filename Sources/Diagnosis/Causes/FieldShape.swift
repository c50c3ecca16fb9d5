/// Events of one form or with one value that are dropped: by a parser, a mapping or a filter.
struct FieldShape: CauseTest {
    /// A region: facts with a trait, or with a value of a field, or both of two.
    private struct Region {
        var words: String
        /// Ascending.
        var missing: [Int]
        /// Ascending.
        var present: [Int]
    }

    private static let traits = [
        Trait(shape: [.addressV6, .addressPort], words: "an address that is IPv6 or has a port"),
        Trait(shape: .addressV6, words: "an IPv6 address"),
        Trait(shape: .addressPort, words: "an address with a port"),
        Trait(shape: .addressEmpty, words: "an empty address"),
        Trait(shape: .objectArray, words: "an array of objects"),
        Trait(shape: .deep, words: "objects nested more than four deep"),
        Trait(shape: .innerJSON, words: "JSON text inside a string"),
        Trait(shape: .nonASCII, words: "characters beyond ASCII"),
        Trait(shape: .noUser, words: "no user"),
        Trait(shape: .nullValue, words: "a null value"),
    ]
    /// The missing rate of a region, at least.
    private static let leastRate = 0.6
    /// The missing rate from which a region needs no second condition.
    private static let sharpRate = 0.95
    /// The least missing rate of a region that a second condition is looked for in.
    private static let leastBroadRate = 0.05
    /// The share of a region's missing events, at least, that is a good part of them.
    private static let leastPart = 0.2
    /// Regions of which second conditions are looked for.
    private static let mostBroad = 3

    private let file: CaseFile
    private let traits: [TraitCount]
    /// Traits of values, by field.
    private let valueTraits: [[ValueTrait]]

    init?(_ file: CaseFile) {
        guard file.present.count > 0 else { return nil }
        self.file = file
        let hasShapes = file.missing.shape.count == file.missing.count
        traits = hasShapes ? Self.traits.map { TraitCount($0, in: file.present) } : []
        valueTraits = file.fields.map { ValueTrait.all(of: $0) }
    }

    func claims(on open: [Int]) -> [Claim] {
        let wide = regions(missing: open, present: nil)
            .map { (region: $0, split: split($0, open)) }
            .filter { $0.split.rateInside > $0.split.rateOutside }
            .sorted { $0.split.gain > $1.split.gain }
        let hypotheses = Double(
            traits.count + file.fields.reduce(0) { $0 + $1.values.count } + valueTraits.reduce(0) { $0 + $1.count })
        let sharp = wide.filter { $0.split.rateInside >= Self.sharpRate }.map(\.region)
        var claims = wide.prefix(Self.mostBroad).filter { region, split in
            split.rateInside >= Self.sharpRate
                || (split.rateInside >= Self.leastRate && !Self.isPartly(region, sharp))
        }.map { claim($0.region, $0.split, parameters: 1, hypotheses: hypotheses) }
        if claims.isEmpty, let first = wide.first(where: { $0.split.rateInside >= Self.sharpRate }) {
            claims.append(claim(first.region, first.split, parameters: 1, hypotheses: hypotheses))
        }
        let broad = wide.filter { (Self.leastBroadRate..<Self.sharpRate).contains($0.split.rateInside) }
        for (region, _) in broad.prefix(Self.mostBroad) {
            let narrow = narrowed(region, open)
            guard let narrow, narrow.split.rateInside >= Self.sharpRate else { continue }
            claims.append(claim(narrow.region, narrow.split, parameters: 2, hypotheses: hypotheses * hypotheses))
        }
        return claims
    }

    /// Whether a good part of a region's missing events is that of a region of which all are missing: then that one is
    /// explained first, and what is left of the wider one is looked at again.
    private static func isPartly(_ region: Region, _ sharp: [Region]) -> Bool {
        sharp.contains { Confidence.overlap($0.missing, region.missing) >= leastPart }
    }

    private func split(_ region: Region, _ open: [Int]) -> RateSplit {
        file.split(facts: region.missing.count, of: open.count, presentFacts: region.present.count)
    }

    /// The best region inside one.
    private func narrowed(_ region: Region, _ open: [Int]) -> (region: Region, split: RateSplit)? {
        regions(missing: region.missing, present: region.present)
            .filter { $0.missing.count < region.missing.count || $0.present.count < region.present.count }
            .map { inner in
                let both = Region(
                    words: "\(region.words) and \(inner.words)", missing: inner.missing, present: inner.present)
                return (both, split(both, open))
            }
            .max { $0.1.gain < $1.1.gain }
    }

    /// All regions of one condition with enough missing events, within given facts; nil means all present ones.
    private func regions(missing: [Int], present: [Int]?) -> [Region] {
        let least = max(1, Int((Attribution.fewestEvents / file.missingWeight).rounded(.up)))
        let present = present ?? Array(0..<file.present.count)
        let byTrait = traits.compactMap { count -> Region? in
            let facts = count.open(missing, in: file.missing)
            guard facts.count >= least else { return nil }
            return Region(
                words: count.trait.words, missing: facts,
                present: present.filter { count.trait.holds(file.present.shape[$0]) })
        }
        let byForm = zip(file.fields, valueTraits).flatMap { field, traits in
            traits.compactMap { trait -> Region? in
                let facts = missing.filter { trait.holds[Int(field.missing[$0])] }
                guard facts.count >= least else { return nil }
                return Region(
                    words: trait.words, missing: facts, present: present.filter { trait.holds[Int(field.present[$0])] })
            }
        }
        return byTrait + byForm
            + file.fields.flatMap { regions(of: $0, missing: missing, present: present, least: least) }
    }

    private func regions(of field: FieldTally, missing: [Int], present: [Int], least: Int) -> [Region] {
        let counts = field.counts(of: missing)
        let frequent = counts.indices.filter { counts[$0] >= least && (field.isValue($0) || $0 == 0) }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(64)
        var slots = [Int](repeating: -1, count: counts.count)
        for (slot, code) in frequent.enumerated() { slots[code] = slot }
        var regions = frequent.map { code in
            let value = code == 0 ? "no value" : Wording.quoted(field.values[code])
            return Region(words: "\(field.name) \(value)", missing: [], present: [])
        }
        for fact in missing where slots[Int(field.missing[fact])] >= 0 {
            regions[slots[Int(field.missing[fact])]].missing.append(fact)
        }
        for fact in present where slots[Int(field.present[fact])] >= 0 {
            regions[slots[Int(field.present[fact])]].present.append(fact)
        }
        return regions
    }

    private func claim(_ region: Region, _ split: RateSplit, parameters: Double, hypotheses: Double) -> Claim {
        Claim(
            .fieldShape, facts: region.missing, split: split, parameters: parameters, hypotheses: hypotheses,
            evidence: [
                "\(Wording.percent(split.rateInside)) of events with \(region.words) are missing,"
                    + " \(Wording.percent(split.rateOutside)) of all others"
            ],
            advice: "look at the collector's parser, filter and the SIEM's field mapping for events with"
                + " \(region.words); send rejects to a dead-letter store")
    }
}

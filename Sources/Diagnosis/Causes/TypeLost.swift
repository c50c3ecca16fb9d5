import AuditModel

/// A type of event that never arrives: a scope, type, operation or application of which nothing is present.
struct TypeLost: CauseTest {
    /// Fields whose values are kinds of events that a collector subscribes to or asks for; operations are not among them.
    static let fields: Set = ["type", "app", "scope"]
    /// The missing rate from which a type counts as lost; a few may have come by another way.
    private static let leastRate = 0.99

    private let file: CaseFile
    private let presentByScope: [Int]

    init?(_ file: CaseFile) {
        self.file = file
        var counts = [Int](repeating: 0, count: file.evidence.scopes.count)
        for scope in file.present.scope where Int(scope) < counts.count { counts[Int(scope)] += 1 }
        presentByScope = counts
        guard file.present.count > 0 else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        let fields = file.fields.filter { Self.fields.contains($0.name) }
        let values = fields.reduce(presentByScope.count) { $0 + $1.values.count }
        let byField = fields.flatMap { field in
            lost(field.counts(of: open), field.presentCounts, open, among: values) {
                field.isValue($0)
            } code: {
                Int(field.missing[$0])
            } named: {
                "\(field.name) \(Wording.quoted(field.values[$0]))"
            }
        }
        return byScope(open, among: values) + byField
    }

    private func byScope(_ open: [Int], among values: Int) -> [Claim] {
        var counts = [Int](repeating: 0, count: presentByScope.count)
        guard file.missing.scope.count == file.missing.count else { return [] }
        for fact in open where Int(file.missing.scope[fact]) < counts.count {
            counts[Int(file.missing.scope[fact])] += 1
        }
        return lost(counts, presentByScope, open, among: values, isScope: true) {
            file.evidence.scopes[$0] != nil
        } code: {
            Int(file.missing.scope[$0])
        } named: { code in
            file.evidence.scopes[code].map { "\($0.field) \(Wording.quoted($0.value))" } ?? ""
        }
    }

    private func lost(
        _ missing: [Int], _ present: [Int], _ open: [Int], among values: Int, isScope: Bool = false,
        where isValue: (Int) -> Bool, code: (Int) -> Int, named: (Int) -> String
    ) -> [Claim] {
        let lost = missing.indices.filter { value in
            let rate = Double(missing[value]) * file.missingWeight
            let rest = Double(present[value]) * file.presentWeight
            return Double(missing[value]) * file.missingWeight >= Attribution.fewestEvents && isValue(value)
                && rate >= Self.leastRate * (rate + rest)
        }
        var facts: [Int: [Int]] = [:]
        let isLost = Set(lost)
        for fact in open where isLost.contains(code(fact)) { facts[code(fact), default: []].append(fact) }
        return lost.compactMap { value in
            guard let facts = facts[value], isScope || !isOneOperation(facts) else { return nil }
            return claim(facts, open, present: present[value], among: values, named: named(value))
        }
    }

    /// Whether events are all of one operation: then it is told by that, since who leaves out a type leaves out all of its
    /// operations, and a parser or a mapping fails at one.
    private func isOneOperation(_ facts: [Int]) -> Bool {
        guard let operations = file.fields.first(where: { $0.name == "operation" })?.missing, let first = facts.first
        else { return false }
        return operations[first] != 0 && facts.allSatisfy { operations[$0] == operations[first] }
    }

    private func claim(_ facts: [Int], _ open: [Int], present: Int, among values: Int, named: String) -> Claim {
        let split = file.split(facts: facts.count, of: open.count, presentFacts: present)
        let events = file.events(facts.count)
        let held = present == 0 ? "none is in the SIEM" : "nearly none is in the SIEM"
        return Claim(
            .typeLost, facts: facts, split: split, hypotheses: Double(values),
            evidence: [
                "\(Wording.counted(events, "event")) of \(named) are missing from beginning to end, \(held);"
                    + " of all others \(Wording.percent(split.rateOutside)) are missing"
            ],
            advice: "add \(named) to the collector's list of subscriptions or content types, or to its filter")
    }
}

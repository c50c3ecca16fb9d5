import AuditModel

/// A type of event that never arrives: a scope, type, application or region of which nothing is present, or a kind of
/// operations.
struct TypeLost: CauseTest {
    /// Fields whose values are kinds of events that a collector subscribes to or asks for; operations are not among them.
    static let fields: Set = ["type", "app", "scope", "region"]
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
        return byScope(open, among: values) + byField + byKind(open)
    }

    /// Kinds of operations, by what their names begin with as far as the first dot: one of several operations of which
    /// nothing is present, or the only one of which something is.
    ///
    /// Who leaves out a kind leaves out all that it does; a parser or a mapping fails at one operation.
    private func byKind(_ open: [Int]) -> [Claim] {
        guard let field = file.fields.first(where: { $0.name == "operation" }) else { return [] }
        let missing = field.counts(of: open)
        let seen = missing.indices.filter { field.isValue($0) && missing[$0] + field.presentCounts[$0] > 0 }
        let kinds = Dictionary(grouping: seen) { Self.kind(field.values[$0]) }
        let kept = kinds.filter { !$1.allSatisfy { isLost(missing[$0], field.presentCounts[$0]) } }
        func claim(_ codes: [Int], named: String) -> Claim {
            let codes = Set(codes)
            let facts = open.filter { codes.contains(Int(field.missing[$0])) }
            let present = codes.reduce(0) { $0 + field.presentCounts[$1] }
            return self.claim(facts, open, present: present, among: 2 * kinds.count, named: named)
        }
        if kept.count == 1, kinds.count > 2, let only = kept.first, let name = only.key {
            let others = seen.filter { Self.kind(field.values[$0]) != name }
            return [claim(others, named: "all operations but \(Wording.quoted(name + ".…"))")]
        }
        let lost = kinds.compactMap { kind, codes in kind.map { (name: $0, codes: codes) } }
            .filter { kept[$0.name] == nil && $0.codes.count > 1 }
        return lost.sorted { $0.name < $1.name }
            .map { claim($0.codes, named: "the operations \(Wording.quoted($0.name + ".…"))") }
    }

    /// What an operation's name begins with; nil without a dot inside it.
    private static func kind(_ operation: String) -> String? {
        guard let dot = operation.firstIndex(of: "."), operation[dot...].count > 1 else { return nil }
        return String(operation[..<dot])
    }

    /// Whether enough events of a value are missing, and nearly none is present.
    private func isLost(_ missing: Int, _ present: Int) -> Bool {
        let rate = Double(missing) * file.missingWeight
        return rate >= Attribution.fewestEvents
            && rate >= Self.leastRate * (rate + Double(present) * file.presentWeight)
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
        let lost = missing.indices.filter { isValue($0) && self.isLost(missing[$0], present[$0]) }
        var facts: [Int: [Int]] = [:]
        let codes = Set(lost)
        for fact in open where codes.contains(code(fact)) { facts[code(fact), default: []].append(fact) }
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

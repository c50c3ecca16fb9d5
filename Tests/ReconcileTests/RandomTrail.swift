import AuditModel
import Reconcile
import TestKit

/// Two sides with losses, repeats, shifted, untimed and cut records, and rules to judge them by; all from a seed.
struct RandomTrail: Sendable {
    let authority: [EventKey]
    let siem: [EventKey]
    let window: TimeWindow?
    /// Whether the window was known before the authority was read.
    let windowIsGiven: Bool
    let rules: ClassificationRules

    private static let start: Int64 = 1_700_000_000_000_000_000
    private static let second: Int64 = 1_000_000_000
    private static let seconds: ClosedRange<Int64> = 0...40_000

    init(
        authority: [EventKey], siem: [EventKey], window: TimeWindow?, windowIsGiven: Bool, rules: ClassificationRules
    ) {
        (self.authority, self.siem, self.window) = (authority, siem, window)
        (self.windowIsGiven, self.rules) = (windowIsGiven, rules)
    }

    init(seed: UInt64, ids: Int) {
        var random = SplitMix(seed: seed)
        var sides: [[Draft]] = [[], []]
        for _ in 0..<ids {
            let hash = IDHash(low: random.next(), high: random.next())
            let home = Self.start + Int64.random(in: Self.seconds, using: &random) * Self.second
            let place = Int.random(in: 0..<10, using: &random)
            let scope = UInt16.random(in: 0..<4, using: &random)
            for side in 0...1 where side == 0 ? place != 0 : !(1...2).contains(place) {
                let count = random.once(in: 8) ? Int.random(in: 2...5, using: &random) : 1
                for _ in 0..<count {
                    sides[side].append(Draft(hash: hash, home: home, scope: scope, using: &random))
                }
            }
        }
        let keys = sides.map { Self.placed($0, using: &random) }
        (authority, siem) = (keys[0], keys[1])
        windowIsGiven = random.once(in: 2)
        window = windowIsGiven ? Self.window(using: &random) : Self.span(of: keys[0])
        rules = Self.rules(using: &random)
    }

    private struct Draft {
        let hash: IDHash
        var time: EventTime?
        let scope: UInt16
        let isCut: Bool

        init(hash: IDHash, home: Int64, scope: UInt16, using random: inout SplitMix) {
            self.hash = hash
            self.scope = random.once(in: 10) ? scope + 4 : scope
            isCut = random.once(in: 6)
            guard !random.once(in: 12) else { return }
            let precision = [TimePrecision.second, .milliseconds, .minute, .ticks].randomElement(using: &random)
            let shift = random.once(in: 5) ? Int64.random(in: -7200...7200, using: &random) * RandomTrail.second : 0
            let unit = (precision ?? .second).nanoseconds
            time = EventTime(nanoseconds: EventTime.floor(home + shift, unit), precision: precision ?? .second)
        }
    }

    private static func placed(_ drafts: [Draft], using random: inout SplitMix) -> [EventKey] {
        var places = (0..<drafts.count).map { RecordPosition(file: $0 % 3, offset: $0 / 3 * 100) }
        places.shuffle(using: &random)
        return zip(drafts, places).map { draft, position in
            EventKey(
                hash: draft.hash, time: draft.time, position: position, scope: draft.scope, truncated: draft.isCut,
                // Some ids, so that repeats of one id agree or differ by chance of their position.
                accepted: draft.hash.low % 8 == 0 && position.packed % 2 == 0)
        }
    }

    private static func instant(using random: inout SplitMix) -> Int64 {
        start + Int64.random(in: seconds, using: &random) * second
    }

    private static func window(using random: inout SplitMix) -> TimeWindow? {
        guard !random.once(in: 4) else { return nil }
        let ends = [instant(using: &random), instant(using: &random)].sorted()
        return TimeWindow(from: ends[0] - 4000 * second, to: ends[1] + 4000 * second)
    }

    private static func span(of keys: [EventKey]) -> TimeWindow? {
        let times = keys.compactMap(\.time)
        guard let first = times.min(), let last = times.max() else { return nil }
        return TimeWindow(from: first.nanoseconds, to: last.nanoseconds + last.precision.nanoseconds)
    }

    private static func rules(using random: inout SplitMix) -> ClassificationRules {
        var rules = ClassificationRules { $0 % 4 == 0 ? nil : Scope(field: "Workload", value: "\($0 % 4)") }
        if random.once(in: 2) { rules.settledThrough = instant(using: &random) }
        if random.once(in: 2) { rules.extrasAfter = instant(using: &random) }
        rules.allAbsentUnknown = random.once(in: 10)
        rules.siemUnknown = parts(of: .siem, using: &random)
        rules.authorityNotWhole = parts(of: .authority, using: &random)
        rules.timeTolerance = random.once(in: 3) ? 5 * second : 0
        rules.bucketLength = random.once(in: 2) ? 3600 * second : 420 * second
        rules.compareTimes = !random.once(in: 6)
        return rules
    }

    private static func parts(of side: Side, using random: inout SplitMix) -> [UnknownPart] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let from = instant(using: &random)
            let scope = random.once(in: 4) ? nil : Scope(field: "Workload", value: "\(random.next() % 4)")
            return UnknownPart(
                side: side, from: random.once(in: 8) ? nil : from,
                to: random.once(in: 8) ? nil : from + Int64.random(in: 0...6000, using: &random) * second,
                scope: scope, reason: "result-cap", detail: "")
        }
    }
}

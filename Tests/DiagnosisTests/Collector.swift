import AuditModel
import Diagnosis
import TestKit
import Testing

/// Faulty collectors, each of which marks as missing what it would have lost.
enum Collector: String, CaseIterable, CustomTestStringConvertible {
    case stopped, stoppedForOneScope, stoppedByBlobs, tokenExpires, losesAtPolls, losesAtOddPolls, looksBackTooLittle
    case looksBackTooLittleUnstamped, firstPage, firstPageByScope, resultCap, losesBlobs, losesOneOperation, lacksScope
    case dropsAddresses, dropsOneUsersForm, dropsLarge, floods, tearsLines, folds, tiesAtPolls, keepsSevenDays,
        keepsTenth
    case overtakes, passesLateEvents, losesBatches, losesBatchesByTime, firstPageTwice
    case dailyQuota, dailyQuotaByArrival, foldsByMinute, foldsByInstant, dropsOneAlphabet, tiesAtSmallPages, lacksKind

    var testDescription: String { rawValue }

    /// The cause that a diagnosis must name.
    var code: String {
        switch self {
        case .stopped, .stoppedForOneScope, .stoppedByBlobs: "collector-stopped"
        case .tokenExpires: "token-rhythm"
        case .losesAtPolls, .losesAtOddPolls: "poll-boundary"
        case .looksBackTooLittle, .looksBackTooLittleUnstamped, .overtakes, .passesLateEvents: "late-arrival"
        case .losesBatches, .losesBatchesByTime: "unexplained"
        case .firstPage, .firstPageByScope, .firstPageTwice: "first-page-only"
        case .resultCap: "page-cap"
        case .losesBlobs: "blob-lost"
        case .lacksScope, .lacksKind: "type-lost"
        case .losesOneOperation, .dropsAddresses, .dropsOneUsersForm, .dropsOneAlphabet: "field-shape"
        case .dropsLarge: "size-limit"
        case .floods: "rate-loss"
        case .tearsLines: "framing"
        case .folds, .foldsByMinute, .foldsByInstant: "id-collision"
        case .tiesAtPolls, .tiesAtSmallPages: "boundary-ties"
        case .keepsSevenDays: "retention-edge"
        case .keepsTenth, .dailyQuota, .dailyQuotaByArrival: "sampling"
        }
    }

    private static let minute = SyntheticTrail.minute
    private static let hour = SyntheticTrail.hour

    /// A trail with its losses.
    func trail(_ count: Int, seed: UInt64) -> SyntheticTrail {
        var trail = SyntheticTrail(count, days: 4, seed: seed, unit: self == .folds ? 1 : 1_000_000)
        let from = trail.window.from
        switch self {
        case .stopped:
            trail.lose { ((from + 38 * Self.hour)..<(from + 40 * Self.hour)).contains($0.time) }
        case .stoppedForOneScope:
            trail.lose { $0.scope == 2 && ((from + 58 * Self.hour)..<(from + 63 * Self.hour)).contains($0.time) }
        case .stoppedByBlobs:
            trail.gatherIntoBlobs(every: 10 * Self.minute)
            trail.lose { ((from + 36 * Self.hour)..<(from + 39 * Self.hour)).contains($0.available) }
        case .tokenExpires: trail.lose { ($0.time - from) % (75 * Self.minute) >= 65 * Self.minute }
        case .losesAtPolls:
            trail.lose { ($0.time + 100 * SyntheticTrail.second) % (10 * Self.minute) < 40 * SyntheticTrail.second }
        case .losesAtOddPolls: trail.lose { $0.time % (437 * SyntheticTrail.second) < 15 * SyntheticTrail.second }
        case .looksBackTooLittle, .looksBackTooLittleUnstamped:
            // A poll every 5 minutes asks for what happened since the last one, less 420 s.
            trail.lose { event in
                let poll =
                    (event.time + 420 * SyntheticTrail.second) / (5 * Self.minute) * 5 * Self.minute + 5 * Self.minute
                return event.available > poll
            }
            if self == .looksBackTooLittleUnstamped { trail.knowsAvailability = false }
        case .firstPage: trail.cut(every: 10 * Self.minute, at: max(5, count / 1500), end: .newest)
        case .firstPageByScope:
            for scope in UInt16(1)...3 {
                trail.cut(every: 15 * Self.minute, at: max(4, count / 2000), scope: scope, end: .newest)
            }
        case .resultCap: trail.cut(every: SyntheticTrail.day, at: 1001, end: .oldest)
        case .losesBlobs:
            trail.gatherIntoBlobs(every: 5 * Self.minute)
            let lost = Set(trail.events.map(\.available)).sorted().enumerated().filter { $0.offset % 97 == 50 }
            let times = Set(lost.map(\.element))
            trail.lose { times.contains($0.available) && $0.scope == 1 }
        case .losesOneOperation: trail.lose { $0.operation == 7 }
        case .lacksKind: trail.lose { (3...5).contains($0.operation) }
        case .lacksScope: trail.lose { $0.scope == 3 }
        case .dropsAddresses: trail.lose { $0.shape.contains(.addressV6) }
        case .dropsOneUsersForm: trail.lose { $0.shape.contains(.nonASCII) && $0.operation == 3 }
        case .dropsLarge: trail.lose { $0.size > 65_536 }
        case .dropsOneAlphabet: trail.lose { SyntheticTrail.isBeyondASCII(user: $0.user) }
        case .floods, .tearsLines, .folds, .foldsByMinute, .foldsByInstant, .tiesAtPolls, .tiesAtSmallPages,
            .keepsSevenDays, .keepsTenth, .dailyQuota, .dailyQuotaByArrival, .overtakes, .passesLateEvents,
            .losesBatches,
            .losesBatchesByTime, .firstPageTwice:
            lose(&trail)
        }
        trail.restoreOrder()
        return trail
    }

    private func lose(_ trail: inout SyntheticTrail) {
        let from = trail.window.from
        switch self {
        case .floods:
            trail.burst(share: 0.2)
            let rates = Dictionary(trail.events.map { ($0.time / SyntheticTrail.second, 1) }, uniquingKeysWith: +)
            for index in trail.events.indices {
                let rate = rates[trail.events[index].time / SyntheticTrail.second] ?? 1
                let chance = min(0.3, max(0, Double(rate - 10) / 100))
                if Double.random(in: 0..<1, using: &trail.random) < chance { trail.events[index].isMissing = true }
            }
        case .tearsLines:
            for index in trail.events.indices where trail.random.once(in: 300) {
                trail.events[index].shape.insert(.lineBreak)
                trail.events[index].isMissing = true
                if index + 1 < trail.events.count {
                    trail.events[index + 1].shape.insert(.afterLineBreak)
                    trail.events[index + 1].isMissing = true
                }
            }
        case .folds:
            for index in trail.events.indices.dropLast() where trail.random.once(in: 100) {
                var copy = trail.events[index]
                copy.time = copy.time / SyntheticTrail.second * SyntheticTrail.second + 999_000_123
                copy.isMissing = true
                trail.events[index + 1] = copy
            }
        case .foldsByMinute:
            for index in trail.events.indices.dropLast() where trail.random.once(in: 60) {
                trail.events[index + 1] = trail.events[index]
                trail.events[index + 1].time += 7 * SyntheticTrail.second
            }
            trail.fold(within: Self.minute)
        case .foldsByInstant:
            for index in trail.events.indices.dropLast() where trail.random.once(in: 40) {
                trail.events[index + 1].time = trail.events[index].time
                trail.events[index + 1].isMissing = true
            }
        case .tiesAtSmallPages: trail.loseTies(every: 5 * Self.minute, page: 5)
        case .tiesAtPolls:
            // A poll ends at every other tie.
            for index in trail.events.indices.dropLast() where trail.random.once(in: 100) {
                trail.events[index + 1].time = trail.events[index].time
                trail.events[index + 1].isMissing = trail.random.once(in: 2)
            }
        case .keepsSevenDays: trail.lose { $0.time < from + 17 * Self.hour }
        case .keepsTenth:
            for index in trail.events.indices where index % 10 != 3 { trail.events[index].isMissing = true }
        case .overtakes:
            trail.passNewest(every: Self.minute, longest: 20 * Self.minute)
            trail.hideAvailability()
        case .passesLateEvents:
            // A poll every 10 minutes; what becomes available up to 12 minutes later is asked for once.
            for index in trail.events.indices {
                let late = Int64.random(in: 0..<12 * Self.minute, using: &trail.random)
                let poll = trail.events[index].time / (10 * Self.minute) * 10 * Self.minute + 12 * Self.minute
                if trail.events[index].time + late > poll { trail.events[index].isMissing = true }
            }
            trail.hideAvailability()
        case .losesBatches:
            trail.loseBatches(of: 10, share: 0.05)
        case .losesBatchesByTime:
            for index in trail.events.indices { trail.events[index].available = trail.events[index].time }
            trail.loseBatches(of: 12, share: 0.04)
            trail.hideAvailability()
        case .firstPageTwice:
            // Two hours hold more than a page.
            for index in trail.events.indices.prefix(600) {
                let hour = from + (index % 2 == 0 ? 33 : 57) * Self.hour
                let moved = hour + Int64.random(in: 0..<3_600_000, using: &trail.random) * 1_000_000
                trail.events[index].available += moved - trail.events[index].time
                trail.events[index].time = moved
            }
            trail.cut(every: Self.hour, at: 300, end: .newest)
        case .dailyQuota: trail.cut(every: SyntheticTrail.day, at: trail.events.count / 5, end: .newest)
        case .dailyQuotaByArrival:
            // Counted in the order of arrival, which nobody knows.
            trail.spendQuota(trail.events.count / 6)
            trail.knowsAvailability = false
        default: break
        }
    }
}

extension SyntheticTrail {
    enum End { case newest, oldest }

    /// Keeps so many events of each window.
    mutating func cut(every length: Int64, at most: Int, scope: UInt16? = nil, end: End) {
        restoreOrder()
        var windows: [Int64: [Int]] = [:]
        for index in events.indices where scope == nil || events[index].scope == scope {
            windows[events[index].time / length, default: []].append(index)
        }
        for indices in windows.values where indices.count > most {
            let lost = end == .newest ? indices[most...] : indices[..<(indices.count - most)]
            for index in lost { events[index].isMissing = true }
        }
    }

    /// Keeps so many events of each day, those that became available first.
    mutating func spendQuota(_ most: Int) {
        var counts: [Int64: Int] = [:]
        for index in events.indices.sorted(by: { events[$0].available < events[$1].available }) {
            let day = events[index].available / Self.day
            counts[day, default: 0] += 1
            if counts[day, default: 0] > most { events[index].isMissing = true }
        }
    }

    /// Forgets when events became available: they are served by their time.
    mutating func hideAvailability() {
        knowsAvailability = false
        isServedByTime = true
    }

    /// Loses what is older than the newest event of its scope that an earlier poll brought.
    mutating func passNewest(every length: Int64, longest: Int64) {
        for index in events.indices {
            let late = Int64(
                Double(longest) * Double.random(in: 0..<1, using: &random) * Double.random(in: 0..<1, using: &random))
            events[index].available = events[index].time + late
        }
        var newest: [UInt16: Int64] = [:]
        var polled: [UInt16: (poll: Int64, newest: Int64)] = [:]
        for index in events.indices.sorted(by: { events[$0].available < events[$1].available }) {
            let (event, poll) = (events[index], events[index].available / length)
            if let last = polled[event.scope], last.poll < poll {
                newest[event.scope] = max(newest[event.scope] ?? .min, last.newest)
            }
            if event.time < newest[event.scope] ?? .min {
                events[index].isMissing = true
            } else {
                let last = polled[event.scope].map { $0.newest } ?? .min
                polled[event.scope] = (poll, max(last, event.time))
            }
        }
    }

    /// Loses batches of so many events in the order in which they became available.
    mutating func loseBatches(of size: Int, share: Double) {
        let order = events.indices.sorted { (events[$0].available, $0) < (events[$1].available, $1) }
        var start = 0
        while start + 2 * size <= order.count {
            guard Double.random(in: 0..<1, using: &random) < share else {
                start += size
                continue
            }
            for place in start..<(start + size) { events[order[place]].isMissing = true }
            start += 2 * size
        }
    }

    /// Keeps one event of each user, operation and stretch of time.
    mutating func fold(within length: Int64) {
        restoreOrder()
        var keys: Set<[Int64]> = []
        for index in events.indices {
            let event = events[index]
            let key = [event.time / length, Int64(event.user), Int64(event.operation)]
            if !keys.insert(key).inserted { events[index].isMissing = true }
        }
    }

    /// Gives many events the instant of the one before, and loses those that share it with the last of a page.
    mutating func loseTies(every length: Int64, page: Int) {
        for index in events.indices.dropLast() where random.once(in: 3) { events[index + 1].time = events[index].time }
        restoreOrder()
        var (poll, place, last) = (Int64.min, 0, Int64.min)
        for index in events.indices {
            if events[index].time / length != poll { (poll, place, last) = (events[index].time / length, 0, .min) }
            if place > 0, place % page == 0, events[index].time == last {
                events[index].isMissing = true
            } else {
                place += 1
                last = events[index].time
            }
        }
    }

    /// Moves a share of the events into seconds of many.
    mutating func burst(share: Double) {
        let count = Int(Double(events.count) * share)
        var left = 0
        var second: Int64 = 0
        for index in events.indices.prefix(count) {
            if left == 0 {
                left = Int.random(in: 5..<60, using: &random)
                second = Int64.random(in: window.from..<window.to, using: &random) / Self.second * Self.second
            }
            left -= 1
            events[index].time = second + Int64.random(in: 0..<1000, using: &random) * 1_000_000
        }
        restoreOrder()
    }

    /// Events in order of time again.
    mutating func restoreOrder() { events.sort { $0.time < $1.time } }
}

import Reports
import Testing

struct EventQuotaTests {
    /// How many events of each gap are taken, and at which places in the gap.
    private func taken(_ counts: [Int: Int], loose: Int = 0, most: Int = 2_000) -> [Int: [Int]] {
        var quota = EventQuota(counts: counts, missing: counts.values.reduce(0, +) + loose, most: most)
        var taken: [Int: [Int]] = [:]
        for (gap, count) in counts.sorted(by: { $0.key < $1.key }) + [(0, loose)] {
            for place in 0..<count where quota.takes(gap: gap == 0 ? nil : gap) {
                taken[gap, default: []].append(place)
            }
        }
        return taken
    }

    @Test func allAreTakenWhereThereIsRoom() {
        let taken = taken([1: 900, 2: 3], loose: 1_097)
        #expect(taken[1]?.count == 900 && taken[2]?.count == 3 && taken[0]?.count == 1_097)
    }

    @Test func smallGapsKeepTwentyBesideLargeOnes() {
        let taken = taken([1: 190_000, 2: 25, 3: 7], loose: 10_000)
        #expect(taken[2]?.count ?? 0 >= 20 && taken[3]?.count == 7)
        let all = taken.values.reduce(0) { $0 + $1.count }
        #expect(all <= 2_000 && all > 1_980)
    }

    @Test func neverMoreThanTheRoomHoweverManyGaps() {
        let counts = Dictionary(uniqueKeysWithValues: (1...500).map { ($0, 100) })
        let taken = taken(counts)
        #expect(taken.values.reduce(0) { $0 + $1.count } <= 2_000)
        #expect(taken.count == 500)
    }

    @Test func takenEventsAreSpreadEvenly() throws {
        let places = try #require(taken([1: 10_000], most: 100)[1])
        #expect(places.count == 100)
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 == 100 })
    }

    @Test func nothingIsTakenOfNothing() {
        var quota = EventQuota(counts: [:], missing: 0)
        #expect(!quota.takes(gap: nil) && !quota.takes(gap: 7))
    }
}

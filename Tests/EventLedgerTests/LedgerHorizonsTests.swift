import AuditModel
import TestKit
import Testing

@testable import EventLedger

@Suite struct LedgerHorizonsTests {
    private let ledger: Ledger
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        ledger = try Ledger(state: scratch.path)
    }

    private static func horizon(
        _ seconds: Int, type: String? = nil, source: String = "m365", measured: Int64 = 5
    ) -> MeasuredHorizon {
        MeasuredHorizon(
            source: source, type: type, seconds: seconds, missShare: 1e-4, events: 70_000, measured: measured)
    }

    @Test func keepsTheLatestOfEachTypeAndSource() throws {
        try ledger.put([Self.horizon(60), Self.horizon(90, type: "Exchange")], removing: [])
        try ledger.put([Self.horizon(120, measured: 9), Self.horizon(7, source: "okta")], removing: [])
        try ledger.put([Self.horizon(30, measured: 8)], removing: [])
        #expect(
            try ledger.horizons(of: "m365") == [Self.horizon(120, measured: 9), Self.horizon(90, type: "Exchange")])
        #expect(try ledger.horizons(of: "okta").map(\.seconds) == [7])
        #expect(try ledger.horizons(of: "none").isEmpty)
    }

    @Test func forgetsThoseThatNoLongerHold() throws {
        try ledger.put([Self.horizon(60), Self.horizon(90, type: "Exchange")], removing: [])
        try ledger.put([], removing: [Self.horizon(60)])
        #expect(try ledger.horizons(of: "m365").map(\.type) == ["Exchange"])
    }
}

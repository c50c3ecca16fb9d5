import AuditModel
import TestKit
import Testing

@testable import EventLedger

@Suite struct LedgerTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private static func run(_ id: String, verdict: String = "gaps") -> LedgerRun {
        var counts = LedgerRun.Counts()
        (counts.events, counts.matched, counts.missing) = (100, 90, 10)
        return LedgerRun(
            runID: id, name: "weekly", folder: "reports/" + id, verdict: verdict, window: TimeWindow(from: 5, to: 9),
            counts: counts, reportSHA256: "ab")
    }

    private static func plan(_ id: String, run: String, made: Int64) -> LedgerPlan {
        LedgerPlan(
            id: id, runID: run, target: "splunk", sha256: "cd", made: made, validUntil: made + 10, events: 7)
    }

    private static func check(_ plan: String, at: Int64, restored: Int) -> LedgerCheck {
        LedgerCheck(
            planID: plan, runID: "r1", at: at, missing: 10, restored: restored, refused: 1, stillMissing: 10 - restored)
    }

    @Test func remembersRunsPlansAndChecksAcrossOpenings() throws {
        let first = try Ledger(state: scratch.path)
        try first.record(Self.run("r2"))
        try first.record(Self.run("r1", verdict: "complete"))
        try first.record(Self.run("r1"))
        try first.record(Self.plan("p-2", run: "r1", made: 2))
        try first.record(Self.plan("p-1", run: "r1", made: 1))
        try first.record(Self.plan("p-3", run: "r2", made: 3))
        try first.note(.begun, ofPlan: "p-1")
        try first.record(Self.check("p-1", at: 20, restored: 4))
        try first.record(Self.check("p-1", at: 30, restored: 9))
        let second = try Ledger(state: scratch.path)
        #expect(try second.runs() == [Self.run("r1"), Self.run("r2")])
        #expect(try second.plans(ofRun: "r1").map(\.id) == ["p-1", "p-2"])
        #expect(try second.plans().map(\.state) == [.begun, .planned, .planned])
        #expect(try second.plan("p-2") == Self.plan("p-2", run: "r1", made: 2))
        #expect(try second.plan("p-9") == nil)
        #expect(try second.lastCheck(ofRun: "r1") == Self.check("p-1", at: 30, restored: 9))
        #expect(try second.lastCheck(ofPlan: "p-1")?.at == 30)
        #expect(try second.lastCheck(ofRun: "r2") == nil)
    }

    @Test func isReadableByItsOwnerOnly() throws {
        _ = try Ledger(state: scratch.path)
        #expect(try FileMode.of(scratch.path + "/ledger.sqlite") == 0o600)
    }

    @Test func saysThatTheDiskIsFull() throws {
        let ledger = try Ledger(path: scratch.path + "/l.sqlite", mostPages: 32)
        let failure = #expect(throws: LedgerFailure.self) {
            for number in 0..<1000 { try ledger.record(Self.run("r\(number)")) }
        }
        #expect(failure?.reason == .diskFull && failure?.problem.fix?.contains("free space") == true)
        #expect(try ledger.runs().count > 5)
    }

    @Test func saysThatAnotherProcessHoldsIt() throws {
        let path = scratch.path + "/l.sqlite"
        let (first, second) = (try Ledger(path: path), try Ledger(path: path, patience: 0.02))
        let failure = try first.file.write { _ in
            #expect(throws: LedgerFailure.self) { try second.record(Self.run("r")) }
        }
        #expect(failure?.reason == .locked)
        try second.record(Self.run("r"))
    }

    @Test(arguments: ["this is no database, however long it may be\n", ""])
    func saysThatItIsDamaged(text: String) throws {
        _ = try Ledger(state: scratch.path)
        try scratch.write(String(repeating: text, count: 200), to: "ledger.sqlite")
        guard !text.isEmpty else {
            // An empty file is a new ledger.
            #expect(try Ledger(state: scratch.path).runs().isEmpty)
            return
        }
        let failure = #expect(throws: LedgerFailure.self) { try Ledger(state: scratch.path).runs() }
        #expect(failure?.reason == .damaged)
    }

    @Test func saysThatThereIsNoFolder() {
        let failure = #expect(throws: LedgerFailure.self) { try Ledger(state: scratch.path + "/none") }
        #expect(failure?.reason == .denied && failure?.problem.place == scratch.path + "/none/ledger.sqlite")
    }
}

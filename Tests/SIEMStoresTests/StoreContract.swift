import AuditModel
import Pulling
import Recordings
import SIEMStores
import Simulators
import Testing

/// What every store owes to those who ask it, held to by its simulator over the loopback address.
struct StoreContract {
    @Test func everyStoreHasARow() {
        #expect(StoreRow.all.map(\.type).sorted() == StoreRegistry.types)
        #expect(StoreRow.all.allSatisfy { row in row.faults.allSatisfy { QueryFault($0) != nil } })
    }

    @Test(arguments: StoreRow.all)
    func aWindowGivesExactlyItsDocuments(_ row: StoreRow) async throws {
        try await StoreScene.with(row) { scene in
            let pull = try await scene.pull()
            let asked = try #require(Self.span(of: pull.slices))
            #expect(asked.from <= StoreScene.window.from - StoreScene.widening)
            #expect(asked.to >= StoreScene.window.to + StoreScene.widening)
            let documents = scene.documents(in: asked)
            #expect(!documents.isEmpty)
            #expect(pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(try StoreScene.ids(pull.lines) == scene.ids(documents))
            #expect(scene.openContexts == 0)
            #expect(pull.outcome.description.side == .siem)
        }
    }

    @Test(arguments: StoreRow.all)
    func repeatsAndLossesStayAsTheyAre(_ row: StoreRow) async throws {
        var repeating = CollectorPlan(defect: "S10")
        repeating.lookback = 1_200_000_000_000
        var rewriting = CollectorPlan(defect: "S16")
        rewriting.share = 0.3
        try await StoreScene.with(row, collector: [repeating, rewriting]) { scene in
            let pull = try await scene.pull()
            let documents = scene.documents(in: Self.span(of: pull.slices))
            #expect(pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(try StoreScene.ids(pull.lines) == scene.ids(documents))
        }
    }

    @Test(arguments: StoreRow.all)
    func wholeEventsAndNarrowOnesAgree(_ row: StoreRow) async throws {
        try await StoreScene.with(row) { scene in
            let (narrow, whole) = (try await scene.pull(), try await scene.pull(whole: true))
            #expect(whole.outcome.isWhole, "\(whole.reasons) \(whole.outcome.problems)")
            #expect(whole.lines.count == narrow.lines.count)
            #expect(whole.outcome.description.paths.id.isEmpty)
            for id in try StoreScene.ids(narrow.lines) {
                #expect(whole.lines.contains { $0.contains(id) }, "\(id)")
            }
        }
    }

    @Test(arguments: StoreRow.all)
    func askedByIDItGivesExactlyThose(_ row: StoreRow) async throws {
        var rewriting = CollectorPlan(defect: "S16")
        rewriting.share = 0.3
        try await StoreScene.with(row, collector: [rewriting]) { scene in
            let tenant = try #require(scene.host.tenants[row.source])
            let documents = scene.documents(in: nil).enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element)
            let wanted = documents.map { tenant.id(of: tenant.records[scene.shelf.documents[$0].index]) }
            let found = try await scene.pull(ids: wanted + ["7d3e0000-0000-4000-8000-00000000dead"], in: nil)
            #expect(try StoreScene.ids(found) == scene.ids(documents))
            #expect(scene.openContexts == 0)
        }
    }

    @Test(arguments: StoreRow.all)
    func askedByIDItLooksOnlyWhereItIsTold(_ row: StoreRow) async throws {
        try await StoreScene.with(row) { scene in
            let inside = scene.documents(in: StoreScene.window)
            let ids = scene.documents(in: nil).compactMap { scene.shelf.eventID($0) }
            let found = try await scene.pull(ids: ids, in: StoreScene.window)
            #expect(try StoreScene.ids(found) == scene.ids(inside))
        }
    }

    @Test(arguments: StoreRow.all)
    func anEmptyWindowIsWholeAndEmpty(_ row: StoreRow) async throws {
        try await StoreScene.with(row, settings: ["widen: 1h"]) { scene in
            let from = StoreScene.start - 40 * StoreScene.hour
            let pull = try await scene.pull(TimeWindow(from: from, to: from + 5 * StoreScene.hour))
            #expect(pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(pull.lines.isEmpty)
        }
    }

    @Test(arguments: StoreFaultRow.all)
    func aFaultNeverLosesInSilence(_ row: StoreFaultRow) async throws {
        try await StoreScene.with(row.store, faults: [row.fault]) { scene in
            let pull = try await scene.pull()
            let found = try StoreScene.ids(pull.lines)
            let documents = scene.documents(in: Self.span(of: pull.slices))
            let kind = try #require(QueryFault(row.fault)?.kind)
            #expect(scene.host.router.traffic.requests > 0)
            if pull.outcome.isWhole {
                #expect(found == scene.ids(documents))
            } else {
                #expect(!row.store.harmless.contains(kind), "\(pull.reasons) \(pull.outcome.problems)")
                #expect(Set(found).isSubset(of: scene.ids(documents)))
                #expect(pull.reasons.allSatisfy(Self.reasons.contains), "\(pull.reasons)")
            }
            for slice in pull.slices where slice.isWhole && slice.axis == .event {
                let window = TimeWindow(from: slice.from ?? .min, to: slice.to ?? .max)
                #expect(slice.records == scene.documents(in: window).count, "slice \(slice.id)")
            }
            #expect(scene.openContexts == 0)
        }
    }

    @Test(arguments: StoreRow.all)
    func aCancelledRunLeavesNothingBehind(_ row: StoreRow) async throws {
        try await StoreScene.with(row) { scene in
            let pull = try await scene.pull(cancels: true)
            #expect(pull.outcome.wasCancelled)
            #expect(scene.openContexts == 0)
        }
    }

    @Test(arguments: StoreRow.all)
    func itSaysWhatItIsWithoutItsSecrets(_ row: StoreRow) async throws {
        try await StoreScene.with(row) { scene in
            let made = try scene.store()
            #expect(made.store.traits.side == .siem)
            #expect(made.store.traits.type == row.type)
            #expect(made.store.lookup.most > 0)
            let told = try await made.store.examination(scene.client(made))
            let pull = try await scene.pull()
            let texts = ["\(told)", made.settings.text()] + pull.outcome.problems.map { "\($0)" } + pull.lines
            for secret in scene.host.configuration.environment.map(\.value) {
                #expect(!texts.contains { $0.contains(secret) })
            }
        }
    }

    /// Reasons why a slice is not whole, as the contract lists them.
    private static let reasons: Set = [
        "result-cap", "cut-answer", "timeout", "throttled", "denied", "retention", "page-loop", "count-mismatch",
        "empty-unconfirmed",
    ]

    /// What was asked for altogether.
    private static func span(of slices: [RecordingDescription.Slice]) -> TimeWindow? {
        let slices = slices.filter { $0.axis == .event }
        guard let from = slices.compactMap(\.from).min(), let to = slices.compactMap(\.to).max() else { return nil }
        return TimeWindow(from: from, to: to)
    }
}

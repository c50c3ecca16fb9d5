import AuditModel
import Pulling
import Recordings
import Simulators
import Testing

/// The second way to ask a Splunk, held to what every store owes.
struct SplunkJobContractTests {
    private static let row = StoreRow(type: "splunk", settings: ["way: job", "page_size: 40"])

    @Test func aWindowGivesExactlyItsDocuments() async throws {
        try await StoreScene.with(Self.row) { scene in
            let pull = try await scene.pull()
            let from = try #require(pull.slices.compactMap(\.from).min())
            let to = try #require(pull.slices.compactMap(\.to).max())
            let documents = scene.documents(in: TimeWindow(from: from, to: to))
            #expect(pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(documents.count > 80)
            #expect(try StoreScene.ids(pull.lines) == scene.ids(documents))
            #expect(scene.openContexts == 0)
        }
    }

    @Test(arguments: [
        "cap=30", "partial", "cut-stream", "throttled", "expired-context", "loop", "timeout", "older", "short", "empty",
    ])
    func aFaultNeverLosesInSilence(_ fault: String) async throws {
        try await StoreScene.with(Self.row, faults: [fault]) { scene in
            let pull = try await scene.pull()
            for slice in pull.slices where slice.isWhole && slice.axis == .event {
                let window = TimeWindow(from: slice.from ?? .min, to: slice.to ?? .max)
                #expect(slice.records == scene.documents(in: window).count, "slice \(slice.id)")
            }
            let mustBeWhole = ["cut-stream", "throttled", "expired-context", "older", "empty", "cap=30"].contains(fault)
            #expect(!mustBeWhole || pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(!["partial", "loop", "short"].contains(fault) || !pull.outcome.isWhole)
            #expect(scene.openContexts == 0)
        }
    }

    @Test func aCancelledRunLeavesNoJobBehind() async throws {
        try await StoreScene.with(Self.row) { scene in
            let pull = try await scene.pull(cancels: true)
            #expect(pull.outcome.wasCancelled)
            #expect(scene.openContexts == 0)
        }
    }

    @Test func askedByIDItGivesExactlyThose() async throws {
        try await StoreScene.with(Self.row) { scene in
            let documents = Array(scene.documents(in: nil).prefix(50))
            let found = try await scene.pull(ids: documents.compactMap { scene.shelf.eventID($0) }, in: nil)
            #expect(try StoreScene.ids(found) == scene.ids(documents))
            #expect(scene.openContexts == 0)
        }
    }

    @Test(arguments: ["login: session", "login: basic"])
    func usersAreLetIn(_ login: String) async throws {
        let row = StoreRow(
            type: "splunk", settings: ["user: siemgap", "password: {env: SPLUNK_TOKEN}", login, "token:"])
        try await StoreScene.with(row) { scene in
            let pull = try await scene.pull()
            #expect(pull.outcome.isWhole, "\(pull.reasons) \(pull.outcome.problems)")
            #expect(!pull.lines.isEmpty)
        }
    }

    @Test(arguments: ["cut=300", "cut=600"])
    func cutEventsKeepTheIDsThatAreLeft(_ fault: String) async throws {
        try await StoreScene.with(StoreRow(type: "splunk"), faults: [fault]) { scene in
            let pull = try await scene.pull()
            #expect(pull.outcome.isWhole)
            #expect(pull.lines.count { $0.contains(#""cut":true"#) } > 0)
            let known = try StoreScene.ids(pull.lines).filter { !$0.isEmpty }
            #expect(Set(known).isSubset(of: scene.ids(scene.documents(in: nil))))
        }
    }
}

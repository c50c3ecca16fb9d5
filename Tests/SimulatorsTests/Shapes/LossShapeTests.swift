import AuditModel
import Foundation
import Simulators
import Testing

/// The catalogue names every shape once, and each leads to what tests it.
struct LossShapeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL.path(percentEncoded: false)
    /// 2026-11-18T11:06:40Z, nanoseconds since the Unix epoch.
    private static let now: Int64 = 1_795_000_000_000_000_000

    @Test func numbersRunFromOneToFiftySix() {
        #expect(LossShape.all.compactMap(\.number) == Array(1...56))
    }

    @Test(arguments: LossShape.all) func everyShapeIsTestedSomewhere(shape: LossShape) {
        #expect(!(shape.scenarios + shape.fixtures + shape.tests).isEmpty)
        for name in shape.scenarios { #expect(Scenario.builtIn(name) != nil, "\(name)") }
        for path in shape.fixtures.map({ "Fixtures/\($0)/truth.json" }) + shape.tests {
            #expect(FileManager.default.fileExists(atPath: Self.root + "/" + path), "\(path)")
        }
    }

    @Test func everyScenarioBelongsToOneShape() {
        let named = LossShape.all.flatMap(\.scenarios)
        #expect(Set(named).count == named.count)
        #expect(Set(named) == Set(Scenario.builtIn.dropFirst(Scenario.usual.count).map(\.name)))
    }

    struct Planted: Sendable, CustomTestStringConvertible {
        let name: String
        let cause: LossCause?
        var verdict = Verdict.gaps
        var missing = 1...Int.max
        var testDescription: String { name }
    }

    @Test(arguments: planted) func scenariosPlantWhatTheirNameSays(planted: Planted) throws {
        let scenario = try #require(Scenario.builtIn(planted.name))
        let entry = try #require(scenario.tenant.sources.first.flatMap { ServiceCatalogue.entry($0) })
        let tenant = Tenant(of: scenario, shape: entry.shape, now: Self.now)
        let audit = try SimulatedAudit(
            of: scenario, tenant: tenant, at: scenario.tenant.now.map { tenant.span.from + $0 } ?? Self.now)
        #expect(audit.truth.verdict == planted.verdict)
        #expect(Array(audit.truth.causes.keys) == (planted.cause.map { [$0.rawValue] } ?? []))
        #expect(
            planted.cause == nil ? audit.truth.missing.isEmpty : planted.missing.contains(audit.truth.missing.count))
    }

    private static let planted: [Planted] = [
        .init(name: "perfect", cause: nil, verdict: .complete),
        .init(name: "quiet-night", cause: nil, verdict: .complete),
        .init(name: "unsettled-tail", cause: nil, verdict: .inconclusive),
        .init(name: "empty-siem", cause: nil, verdict: .inconclusive),
        .init(name: "empty-authority", cause: nil, verdict: .inconclusive),
        .init(name: "both-empty", cause: nil, verdict: .inconclusive),
        .init(name: "wider-siem", cause: nil, verdict: .complete),
        .init(name: "late-arrival", cause: .lateArrival), .init(name: "poll-hole", cause: .pollBoundary),
        .init(name: "first-page", cause: .firstPageOnly), .init(name: "result-cap", cause: .pageCap),
        .init(name: "outage-all-types", cause: .collectorStopped), .init(name: "type-lost", cause: .typeLost),
        .init(name: "address-shape", cause: .fieldShape), .init(name: "framing", cause: .framing),
        .init(name: "cut-8192", cause: nil, verdict: .complete), .init(name: "oversize", cause: .sizeLimit),
        .init(name: "rate-loss", cause: .rateLoss), .init(name: "blobs-lost", cause: .blobLost),
        .init(name: "id-collision", cause: .idCollision), .init(name: "rewritten-ids", cause: nil, verdict: .complete),
        .init(name: "repeats", cause: nil, verdict: .complete),
        .init(name: "updated-records", cause: nil, verdict: .complete),
        .init(name: "repeats-hide-loss", cause: .unexplained),
        .init(name: "shift-2h", cause: nil, verdict: .complete),
        .init(name: "dst-half", cause: nil, verdict: .complete),
        .init(name: "whole-minutes", cause: nil, verdict: .complete),
        .init(name: "day-month", cause: nil, verdict: .complete),
        .init(name: "ingest-time", cause: nil, verdict: .complete),
        .init(name: "no-ids", cause: nil, verdict: .inconclusive),
        .init(name: "random-loss", cause: .unexplained, missing: 15...50),
        .init(name: "dozen-missing", cause: .unexplained, missing: 8...16),
        .init(name: "token-rhythm", cause: .tokenRhythm), .init(name: "boundary-ties", cause: .boundaryTies),
        .init(name: "retention-edge", cause: .retentionEdge), .init(name: "sampling", cause: .sampling),
        .init(name: "daily-cap", cause: .sampling),
    ]
}

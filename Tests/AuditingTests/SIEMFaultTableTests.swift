import AuditModel
import Foundation
import SIEMStores
import Simulators
import Testing

/// Every SIEM that can be played, against its export and against every fault of its interface.
struct SIEMFaultTableTests {
    /// A product, and the source whose events it holds.
    struct Product: Sendable, CustomTestStringConvertible {
        let kind: String
        let source: String
        /// Further keys of its configuration entry, so that the events take several pages.
        let settings: [String]

        var testDescription: String { kind }

        private static let paged: Set = [
            "azure-monitor", "elasticsearch", "loki", "opensearch", "qradar", "splunk", "sumo",
        ]

        static let all: [Product] = StoreCatalogue.entries.filter { StoreRegistry.types.contains($0.kind) }.map {
            entry in
            Product(
                kind: entry.kind, source: "o365-management",
                settings: paged.contains(entry.kind) ? ["page_size: 20"] : [])
        }
    }

    private static let faults = [
        "none", "cap=40", "partial", "cut-stream", "throttled", "expired-context", "ties=3600", "late-index", "older",
        "timeout", "wide-timeout", "denied", "short", "loop", "empty", misZoned,
    ]
    /// Not a fault of the interface: the collector took UTC for local time.
    private static let misZoned = "mis-zoned"

    private static func scene(_ product: Product, _ fault: String) async throws -> AskingScene {
        var losses = CollectorPlan(defect: "S15")
        losses.share = 0.1
        let isInterface = fault != "none" && fault != misZoned
        return try await AskingScene(
            product.source, events: 120,
            collector: [losses] + (fault == misZoned ? [CollectorPlan(defect: "S13")] : []),
            siem: SIEMPlan(kind: product.kind, faults: isInterface ? [fault] : []),
            settings: product.settings)
    }

    @Test(arguments: Product.all) func askedAndExportedTheSameIsMissing(_ product: Product) async throws {
        let scene = try await Self.scene(product, "none")
        let live = try await scene.run(["audit", "weekly"])
        let window = ["--from", "2026-11-02", "--to", "2026-11-03"]
        let exported = try await scene.run(["audit", "--source", scene.source, "--siem", "lake"] + window)
        #expect(live.ids("missing") == scene.truth.missing.sorted() && !scene.truth.missing.isEmpty, "\(live.errors)")
        #expect(live.ids("missing") == exported.ids("missing"), "\(exported.errors)")
        try await scene.host.stop()
    }

    /// Prints a table of the product's faults.
    @Test(arguments: Product.all) func noFaultMakesAFalseVerdict(_ product: Product) async throws {
        var rows = [
            "| product | fault | struck | verdict | missing | unknown | found by id | reasons |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for fault in Self.faults { rows.append(try await row(product, fault)) }
        print(rows.joined(separator: "\n"))
    }

    private func row(_ product: Product, _ fault: String) async throws -> String {
        let scene = try await Self.scene(product, fault)
        let audit = try await scene.run(["audit", "weekly"])
        try await scene.host.stop()
        let place = "\(product.kind) \(fault): \(audit.errors)"
        let report = try audit.decoded()
        let truth = Set(scene.truth.missing)
        let missing = audit.ids("missing")
        #expect(truth.isSuperset(of: missing), "false missing: \(place)")
        // What is gone is missing or unknown, never matched.
        #expect(truth.isSubset(of: missing + audit.ids("unknown")), "\(place)")
        #expect(report.verdict != "complete", "false complete: \(place)")
        if report.counts.unknown > 0 { #expect(report.reasons.contains { $0.code == "not-whole" }, "\(place)") }
        let struck = scene.host.storeFaults.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
        return
            "| \(product.kind) | \(fault) | \(struck) | \(report.verdict) | \(missing.count) | \(report.counts.unknown)"
            + " | \(report.counts.foundById) | \(report.reasons.map(\.code).joined(separator: " ")) |"
    }
}

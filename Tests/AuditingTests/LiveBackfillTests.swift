import AuditModel
import Foundation
import Simulators
import TestKit
import Testing

/// The steps of a backfill as commands, over loopback, from an audit that finds gaps to one that finds none.
struct LiveBackfillTests {
    private static let siem = "siem-o365-management"

    private static func scene(
        _ kind: String, faults: [String] = [], settings: [String] = []
    ) async throws -> AskingScene {
        var lossy = CollectorPlan(defect: "S15")
        lossy.share = 0.2
        return try await AskingScene(
            "o365-management", collector: [lossy], siem: SIEMPlan(kind: kind, faults: faults),
            settings: settings)
    }

    private static func planned(_ scene: AskingScene, into siem: String = siem) async throws -> (
        id: String, audit: AskingScene.Finished
    ) {
        let audit = try await scene.run(["audit", "weekly"])
        #expect(audit.status == 1, "\(audit.errors)")
        let plan = try await scene.run(["backfill", "plan", audit.folder, "--into", siem, "--format", "json"])
        #expect(plan.status == 0, "\(plan.errors)")
        return (String(try #require(plan.output.firstMatch(of: /"id": "(p-[^"]+)"/)?.1)), audit)
    }

    @Test(arguments: ["elasticsearch", "splunk", "victorialogs"])
    func missingEventsArePutBack(kind: String) async throws {
        let scene = try await Self.scene(kind)
        let (id, audit) = try await Self.planned(scene)
        let apply = try await scene.run(["backfill", "apply", id, "--confirm", Self.siem])
        let count = scene.truth.missing.count
        #expect(apply.status == 0 && apply.output.contains("taken=\(count)\t"), "\(apply.output)\(apply.errors)")
        let verify = try await scene.run(["backfill", "verify", id])
        #expect(
            verify.status == 0 && verify.output.contains("found=\(count)\tabsent=0"), "\(verify.output)\(verify.errors)"
        )
        #expect(verify.output.contains("twice=0\trestored=\(count)\tstill_missing=0\tcomplete=true"))
        #expect(apply.output.contains("\tsent_earlier=false\n"))
        let repeated = try await scene.run(["backfill", "apply", id, "--confirm", Self.siem])
        #expect(repeated.status == 0 && repeated.output.contains("\tsent_earlier=true\n"), "\(repeated.errors)")
        let words = try await scene.run(["backfill", "apply", id, "--confirm", Self.siem, "--format", "human"])
        #expect(words.output.hasPrefix("Nothing was sent now: plan \(id) was sent earlier"), "\(words.output)")
        #expect(words.output.contains("siemgap backfill verify \(id)"))
        let again = try await scene.run(["audit", "weekly"])
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        let compared = try await scene.run(["runs", "compare", audit.folder, again.folder])
        #expect(compared.output.contains("\thealed=0\tput_back=\(count)\t"), "\(compared.output)\(compared.errors)")
        let shown = try await scene.run(["runs", "show", audit.folder])
        #expect(shown.output.contains("\tmissing=\(count)\trestored=\(count)\trefused=0\tstill_missing=0"))
        let told = try scene.written() + apply.output + apply.errors + verify.output + verify.errors
        for secret in scene.secrets { #expect(!told.contains(secret)) }
        try await scene.host.stop()
    }

    /// By points in time with and without a place in the shard to sort by, and by scrolls.
    @Test(arguments: [
        ("elasticsearch", []), ("opensearch", []), ("elasticsearch", ["older=2"]), ("elasticsearch", ["older"]),
    ])
    func sentEventsAreListedAmongTheOthersPageByPage(kind: String, faults: [String]) async throws {
        let scene = try await Self.scene(kind, faults: faults, settings: ["page_size: 7"])
        let (id, _) = try await Self.planned(scene)
        let apply = try await scene.run(["backfill", "apply", id, "--confirm", Self.siem])
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        let again = try await scene.run(["audit", "weekly"])
        #expect(again.status == 0 && !again.errors.contains("page-loop"), "\(again.output)\(again.errors)")
        try await scene.host.stop()
    }

    @Test(arguments: ["elasticsearch", "splunk", "victorialogs", "loki"], ["cut", "changed"])
    func anEventThatIsKeptDamagedIsNamed(kind: String, damage: String) async throws {
        let scene = try await Self.scene(kind, faults: ["ingest-\(damage)=5"])
        let (id, audit) = try await Self.planned(scene)
        let apply = try await scene.run(["backfill", "apply", id, "--confirm", Self.siem])
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        let verify = try await scene.run(["backfill", "verify", id, "--verify-wait", "1s"])
        let told = verify.output + verify.errors
        let count = try #require(told.firstMatch(of: Regex<(Substring, Substring)>("\\t\(damage)=([0-9]+)\\t"))).1
        #expect(verify.status == 1 && count != "0" && told.contains("\tcomplete=false"), "\(told)")
        #expect(told.contains("\tabsent=0\t") && told.contains("\tstill_missing=0\t"), "\(told)")
        let shown = try await scene.run(["runs", "show", audit.folder])
        #expect(shown.output.contains("\tdamaged=\(count)"), "\(shown.output)")
        try await scene.host.stop()
    }

    @Test func nothingIsSentWithoutTheTargetsName() async throws {
        let scene = try await Self.scene("elasticsearch")
        let (id, _) = try await Self.planned(scene)
        for confirm in [[], ["--confirm", "other"]] {
            let apply = try await scene.run(["backfill", "apply", id] + confirm)
            #expect(apply.status == 64 && apply.errors.hasPrefix("error E-CONFIRM"), "\(apply.errors)")
        }
        let status = try await scene.run(["backfill", "status"])
        #expect(status.output.contains("\tplanned\t"), "\(status.output)\(status.errors)")
        try await scene.host.stop()
    }

    @Test func tokensAreNeverSent() async throws {
        let scene = try await Self.scene("elasticsearch")
        let audit = try await scene.run(["audit", "weekly", "--redact"])
        #expect(audit.status == 1, "\(audit.errors)")
        let plan = try await scene.run(["backfill", "plan", audit.folder, "--into", Self.siem])
        #expect(plan.status == 64 && plan.errors.contains("is redacted"), "\(plan.errors)")
        try await scene.host.stop()
    }

    @Test func aPlanWhoseEventsHaveArrivedIsRefused() async throws {
        let scene = try await Self.scene("elasticsearch")
        let (first, audit) = try await Self.planned(scene)
        let again = try await scene.run(["backfill", "plan", audit.folder, "--into", Self.siem])
        let second = try #require(again.output.firstMatch(of: /(p-\S+)/)?.1)
        _ = try await scene.run(["backfill", "apply", first, "--confirm", Self.siem])
        let stale = try await scene.run(["backfill", "apply", String(second), "--confirm", Self.siem])
        let count = scene.truth.missing.count
        #expect(stale.status == 2 && stale.errors.contains("error E-PLAN-STALE"), "\(stale.errors)")
        #expect(stale.errors.contains("\(count) of its \(count) events have arrived"))
        try await scene.host.stop()
    }
}

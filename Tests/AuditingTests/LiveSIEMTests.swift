import AuditModel
import Foundation
import Simulators
import TestKit
import Testing

/// Commands that ask a SIEM, from the configuration to the report, over loopback.
struct LiveSIEMTests {
    private static let week = ["--from", "2026-11-02", "--to", "2026-11-03"]
    private static let elastic = SIEMPlan(kind: "elasticsearch")
    private static let siem = "siem-o365-management"

    private static func scene(
        _ defects: [String] = [], siem: SIEMPlan = elastic, settings: [String] = [], events: Int = 200
    ) async throws -> AskingScene {
        try await AskingScene(
            "o365-management", events: events,
            collector: defects.map { defect in
                var plan = CollectorPlan(defect: defect)
                if defect == "S15" { plan.share = 0.2 }
                return plan
            }, siem: siem, settings: settings)
    }

    @Test func auditWithoutAFileNamesExactlyWhatTheSIEMLacks() async throws {
        let scene = try await Self.scene(["S15"])
        let audit = try await scene.run(["audit", "weekly", "--format", "json"])
        #expect(audit.status == 1 && audit.ids("missing") == scene.truth.missing.sorted(), "\(audit.errors)")
        let report = try audit.decoded()
        #expect(report.siem.kind == "elasticsearch" && report.counts.foundById == 0 && report.counts.unknown == 0)
        #expect(audit.output.contains(#""name": "siem-o365-management""#))
        let replay = try await scene.run(["audit", "--replay", audit.folder])
        #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        let told = try scene.written() + audit.output + audit.errors
        for secret in scene.secrets { #expect(!told.contains(secret)) }
        try await scene.host.stop()
    }

    @Test func eventsDatedFarAwayAreFoundById() async throws {
        let tokyo = SIEMPlan(kind: "elasticsearch", zone: "Asia/Tokyo")
        let scene = try await Self.scene(["S13", "S15"], siem: tokyo, settings: ["widen: 1h"])
        let audit = try await scene.run(["audit", "weekly", "--format", "human"])
        let report = try audit.decoded()
        #expect(audit.ids("missing") == scene.truth.missing.sorted(), "\(audit.errors)")
        #expect(report.counts.foundById > 10 && report.counts.timeDiffers == report.counts.matched)
        #expect(audit.output.contains("by id alone"))
        let replay = try await scene.run(["audit", "--replay", audit.folder])
        #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        try await scene.host.stop()
    }

    @Test func eventsDatedFarAwayAreFoundByIndexTime() async throws {
        let tokyo = SIEMPlan(kind: "splunk", zone: "Asia/Tokyo")
        let scene = try await Self.scene(["S13", "S15"], siem: tokyo, settings: ["widen: 1h"])
        let audit = try await scene.run(["audit", "weekly", "--format", "json"])
        let report = try audit.decoded()
        #expect(audit.ids("missing") == scene.truth.missing.sorted(), "\(audit.errors)")
        #expect(report.counts.foundById == 0 && report.counts.timeDiffers == report.counts.matched)
        #expect(report.siem.repeats == 0 && report.counts.unknown == 0)
        let replay = try await scene.run(["audit", "--replay", audit.folder])
        #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        try await scene.host.stop()
    }

    @Test func aQueryIsARecordingThatIsAuditedLikeTheSIEM() async throws {
        let scene = try await Self.scene(["S15"])
        for flags in [[], ["--whole"]] {
            let query = try await scene.run(["query", Self.siem] + Self.week + flags)
            #expect(
                query.status == 0 && query.output.contains("query\twhole\t\(Self.siem)\trecords="), "\(query.errors)")
            let audit = try await scene.run(["audit", "--source", scene.source, "--siem", query.folder] + Self.week)
            #expect(audit.ids("missing") == scene.truth.missing.sorted(), "\(audit.output)\(audit.errors)")
        }
        let refused = try await scene.run(["query", "lake"] + Self.week)
        #expect(refused.status == 64 && refused.errors.contains("cannot be asked"))
        try await scene.host.stop()
    }

    @Test func aFileIsAuthorityToALiveSIEM() async throws {
        let scene = try await Self.scene(["S15"])
        let pull = try await scene.run(["pull", scene.source] + Self.week)
        let file = pull.folder + "/records.ndjson"
        for window in [[], Self.week] {
            let audit = try await scene.run(["audit", "--source", file, "--siem", Self.siem] + window)
            #expect(audit.status == 1 && audit.ids("missing") == scene.truth.missing.sorted(), "\(audit.errors)")
            let replay = try await scene.run(["audit", "--replay", audit.folder])
            #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        }
        try await scene.host.stop()
    }

    @Test(arguments: [ProgressReport.Stage.pulling, .querying, .lookingUp])
    func stoppedAuditGoesOn(stage: ProgressReport.Stage) async throws {
        let tokyo = SIEMPlan(kind: "elasticsearch", zone: "Asia/Tokyo")
        let scene = try await Self.scene(["S13", "S15"], siem: tokyo, settings: ["widen: 1h"])
        let stopped = try await scene.run(["audit", "weekly"], stoppedAt: stage)
        #expect(stopped.status == 130 && stopped.report.isEmpty, "\(stopped.errors)")
        let holders = scene.host.router.stores.compactMap { $0 as? any ContextHolding }
        #expect(!holders.isEmpty && holders.allSatisfy { $0.openContexts == 0 })
        let run = try #require(stopped.errors.firstMatch(of: /siemgap audit --resume (\S+)/)?.1)
        let resumed = try await scene.run(["audit", "--resume", String(run), "--out", stopped.folder])
        #expect(resumed.status == 1, "\(resumed.errors)")
        let missing = try String(contentsOfFile: stopped.folder + "/missing.ndjson", encoding: .utf8)
        #expect(missing.split(separator: "\n").count == scene.truth.missing.count)
        try await scene.host.stop()
    }

    @Test func anEmptySIEMLacksEverythingOnceAsked() async throws {
        let scene = try await Self.scene(["S9"])
        let audit = try await scene.run(["audit", "weekly"])
        let report = try audit.decoded()
        #expect(audit.status == 1 && report.counts.unknown == 0, "\(audit.errors)")
        #expect(report.counts.missing == report.authority.events && report.siem.records == 0)
        try await scene.host.stop()
    }

    @Test func anAnswerByIDThatARunDidNotReadIsNotReplayed() async throws {
        let scene = try await Self.scene()
        let audit = try await scene.run(["audit", "weekly"])
        #expect(audit.status == 0, "\(audit.errors)")
        let state = scene.folder.path + "/state/recordings"
        let run = try #require(try FileManager.default.contentsOfDirectory(atPath: state).first)
        // Left by a run that was stopped while it asked for ids, and found nothing missing when it went on.
        try FileManager.default.copyItem(atPath: "\(state)/\(run)/siem", toPath: "\(state)/\(run)/siem-ids")
        let replay = try await scene.run(["audit", "--replay", audit.folder])
        #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        try await scene.host.stop()
    }

    @Test func severalSIEMsCountTogether() async throws {
        let scene = try await Self.scene(["S15"], siem: SIEMPlan(kind: "splunk"))
        let path = scene.folder.path + "/siemgap.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = try #require(text.firstRange(of: "  \(Self.siem):\n")).lowerBound
        let entry = text[start...].split(separator: "\n").prefix {
            $0.hasPrefix("    ") || $0.hasPrefix("  \(Self.siem):")
        }
        let search = try #require(entry.first { $0.hasPrefix("    search:") })
        let halves = [("first", "Operation=F*"), ("second", "NOT Operation=F*")].map { name, half in
            (["  \(name):"] + entry.dropFirst().map { $0 == search ? "\(search) \(half)" : String($0) })
                .joined(separator: "\n") + "\n"
        }
        try scene.folder.write(text.replacing("  lake:", with: halves.joined() + "  lake:"), to: "siemgap.yaml")
        let sides = ["--source", scene.source, "--siem", "first"]
        let both = try await scene.run(["audit"] + sides + ["--siem", "second", "--format", "json"] + Self.week)
        #expect(both.status == 1 && both.ids("missing") == scene.truth.missing.sorted(), "\(both.errors)")
        #expect(both.output.contains(#""name": "first+second""#))
        let replay = try await scene.run(["audit", "--replay", both.folder])
        #expect(replay.report == both.report && !both.report.isEmpty, "\(replay.errors)")
        let one = try await scene.run(["audit"] + sides + Self.week)
        #expect(Set(one.ids("missing")).isStrictSuperset(of: scene.truth.missing), "\(one.errors)")
        try await scene.host.stop()
    }

    @Test func whereAndMatchAskForWholeEvents() async throws {
        let scene = try await Self.scene(["S15"])
        let pull = try await scene.run(["pull", scene.source] + Self.week)
        let records = try String(contentsOfFile: pull.folder + "/records.ndjson", encoding: .utf8)
        let operation = try #require(records.firstMatch(of: /"Operation":"([^"]+)"/)?.1)
        let filtered = try await scene.run([
            "audit", "weekly", "--where", "Operation|_source.event.action=\(operation)",
        ])
        let report = try filtered.decoded()
        #expect(report.authority.filtered > 0 && report.siem.kind.hasPrefix("elastic-"), "\(filtered.errors)")
        #expect(Set(filtered.ids("missing")).isSubset(of: scene.truth.missing) && report.counts.matched > 0)
        let matched = try await scene.run(["audit", "weekly", "--match", "UserId|user.id"])
        #expect(matched.errors.contains("W-NOT-BY-ID"), "\(matched.errors)")
        try await scene.host.stop()
    }

    @Test func doctorTakesASampleOfSplunk() async throws {
        let scene = try await Self.scene(siem: SIEMPlan(kind: "splunk"))
        let doctor = try await scene.run(["doctor", "weekly"])
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
        for words in ["\(Self.siem)\tscope\tok", "\(Self.siem)\tsample\tok"] {
            #expect(doctor.output.contains(words), "\(doctor.output)")
        }
        try await scene.host.stop()
    }

    @Test func doctorLooksAtSIEMsAndAtWhatAuditsName() async throws {
        let scene = try await Self.scene()
        let doctor = try await scene.run(["doctor", "weekly"])
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
        for words in [
            "\(Self.siem)\tproduct\tok\tElasticsearch", "\(Self.siem)\tsample\tok", "o365-management\tlogin\tok",
        ] {
            #expect(doctor.output.contains(words), "\(doctor.output)")
        }
        let variable = try #require(
            scene.host.configuration.siems.first?.environment.first?.name)
        let refused = try await scene.run(["doctor", Self.siem], replacing: [variable: "d3Jvbmc6d3Jvbmc="])
        #expect(refused.status == 2 && !refused.output.contains("\(Self.siem)\tsample"), "\(refused.output)")
        try await scene.host.stop()
    }
}

import Foundation
import Testing

/// Every folder of fixtures against its own truth.
struct FixtureTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures").standardizedFileURL.path(percentEncoded: false)

    private static let folders: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
        .filter { FileManager.default.fileExists(atPath: "\(root)/\($0)/truth.json") }.sorted()

    @Test func thereAreFolders() { #expect(Self.folders.count > 50) }

    @Test(arguments: folders) func agreesWithItsTruth(folder: String) async throws {
        let path = Self.root + "/" + folder
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let truth = try decoder.decode(
            Truth.self, from: Data(contentsOf: URL(filePath: path + "/truth.json")))
        let scene = try AuditScene()
        let finished = try await scene.audit(
            ["--source", path + "/" + truth.source, "--siem", path + "/" + truth.siemInput] + truth.arguments)
        #expect(finished.status == truth.exitCode, "\(finished.errors)")
        let report = try finished.report()
        #expect(report.verdict == truth.verdict && report.exitCode == Int(truth.exitCode))
        #expect(truth.authority.differences(from: report.authority) == [])
        #expect(truth.siem.differences(from: report.siem) == [])
        #expect(truth.counts == Truth.Counts(report.counts))
        #expect(report.reasons.map(\.code) == truth.reasons)
        let marks = report.trust.filter { $0.code != "narrow" || $0.effect != "remark" }.map(\.code)
        #expect(marks.sorted() == truth.trust.sorted())
        #expect(finished.ids("missing").sorted() == truth.missingIds.sorted())
        #expect(finished.ids("extra").sorted() == truth.extraIds.sorted())
        expectLists(finished, report)
    }

    private func expectLists(_ finished: AuditScene.Finished, _ report: ReportView) {
        for (role, count) in [("missing", report.counts.missing), ("extra", report.counts.extra)] {
            let lines = finished.lines(role + ".ndjson")
            #expect(lines.count == count)
            let areValues = lines.allSatisfy { line in
                (try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)) != nil
            }
            #expect(areValues, "each line of \(role).ndjson is a JSON value")
            #expect(report.files.first { $0.role == role }?.records == count)
        }
        #expect(
            finished.lines("quarantine.ndjson").count == report.authority.unidentified + report.siem.unidentified)
    }

    private struct Truth: Decodable {
        struct Side: Decodable {
            let records, events, repeats, conflicting, unidentified, outsideWindow, untimed, filtered, truncated: Int

            /// The names of what differs.
            func differences(from side: ReportView.Side) -> [String] {
                let pairs = [
                    ("records", records, side.records), ("events", events, side.events),
                    ("repeats", repeats, side.repeats), ("conflicting", conflicting, side.conflicting),
                    ("unidentified", unidentified, side.unidentified),
                    ("outside_window", outsideWindow, side.outsideWindow), ("untimed", untimed, side.untimed),
                    ("filtered", filtered, side.filtered), ("truncated", truncated, side.truncated),
                ]
                return pairs.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.2) instead of \($0.1)" }
            }
        }

        struct Counts: Decodable, Equatable {
            let matched, missing, extra, unknown, unsettled, unconfirmed, truncated: Int
            let timeDiffers: Int?

            init(_ counts: ReportView.Counts) {
                (matched, missing, extra) = (counts.matched, counts.missing, counts.extra)
                (unknown, unsettled, unconfirmed) = (counts.unknown, counts.unsettled, counts.unconfirmed)
                (truncated, timeDiffers) = (counts.truncated, counts.timeDiffers)
            }
        }

        let source, siemInput, verdict: String
        let arguments: [String]
        let exitCode: Int32
        let authority, siem: Side
        let counts: Counts
        let missingIds, extraIds, reasons, trust: [String]
    }
}

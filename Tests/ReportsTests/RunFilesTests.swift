import AuditModel
import FileAccess
import Foundation
import Reports
import TestKit
import Testing

/// The files of a run, byte for byte.
struct RunFilesTests {
    let scratch: ScratchFolder
    let folder: RunFolder

    init() throws {
        scratch = try ScratchFolder()
        folder = try RunFolder.adopt(scratch.path, start: 0, name: "test") { [UInt8](repeating: 0, count: $0) }
    }

    @Test func findings() throws {
        let csv = try FindingsCSV(in: folder)
        try csv.write(.init(.missing, id: "a-1", authorityTime: 0, gap: 1))
        try csv.write(.init(.timeDiffers, id: "=b,\"2\"", authorityTime: 0, siemTime: 500_000_000, delta: -500_000_000))
        try csv.write(.init(.repeated, id: "c\r\nd", detail: "3 records"))
        let file = try csv.finish()
        try folder.commit()
        #expect(file.records == 3 && file.role == "findings" && file.path == "findings.csv")
        #expect(
            try scratch.text(of: "findings.csv") == """
                kind,id,authority_time,siem_time,delta_seconds,gap,detail\r
                missing,a-1,1970-01-01T00:00:00Z,,,1,\r
                time-differs,"'=b,""2\""",1970-01-01T00:00:00Z,1970-01-01T00:00:00.5Z,-0.5,,\r
                repeat,"c\r\nd",,,,,3 records\r\n
                """)
    }

    @Test func gaps() throws {
        let file = try GapsCSV.write(CannedReports.gaps.gaps, in: folder)
        try folder.commit()
        #expect(file.records == 2)
        #expect(
            try scratch.text(of: "gaps.csv") == """
                gap,from,to,missing,of,scope,cause,confidence\r
                1,2026-11-11T02:14:07Z,2026-11-11T05:22:41Z,9118,9118,Workload=Exchange,collector-stopped,high\r
                2,2026-11-13T00:00:00Z,2026-11-14T00:00:00Z,462,72576,Workload=SharePoint,,\r\n
                """)
    }

    @Test func quarantine() throws {
        let file = try QuarantineFile(in: folder)
        let record: [UInt8] = Array("{\"id\":\u{22}".utf8) + [0xFF, 0x1B] + Array("é".utf8)
        try file.write(side: .siem, path: "a \"b\".csv", line: 7, byte: 120, reason: "no-id", record: record.span)
        let long = [UInt8](repeating: 0x61, count: 5000)
        try file.write(side: .authority, path: "x", line: nil, byte: 0, reason: "too-long", record: long.span)
        #expect(try file.finish().records == 2)
        try folder.commit()
        let lines = try scratch.text(of: "quarantine.ndjson").split(separator: "\n")
        #expect(
            lines[0] == #"""
                {"side":"siem","file":"a \"b\".csv","line":7,"byte":120,"reason":"no-id","sample":"{\"id\":\"\ufffd\u001bé"}
                """#)
        #expect(lines[1].contains("\"line\":null") && lines[1].utf8.count < 2200)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    @Test func recordsKeepTheirBytes() throws {
        let file = try RecordFile(role: "missing", in: folder)
        let first: [UInt8] = [0x7B, 0x22, 0xFF, 0x22, 0x7D]
        try file.write(first.span)
        try file.write(Array("{}".utf8).span)
        let summary = try file.finish()
        try folder.commit()
        #expect(summary.records == 2 && summary.path == "missing.ndjson" && summary.bytes == 9)
        #expect(try scratch.bytes(of: "missing.ndjson") == first + [0x0A, 0x7B, 0x7D, 0x0A])
    }

    @Test func manifestNamesEveryFileWithItsDigest() throws {
        var report = CannedReports.gaps
        report.files = [try GapsCSV.write(report.gaps, in: folder)]
        var manifest = RunManifest(runID: report.runID)
        manifest.inputs = [.init(side: .siem, path: "-", bytes: nil, records: 5, sha256: nil)]
        manifest.settings = [.init(name: "tolerance", value: "0", origin: "default")]
        let written = try ReportFiles.write(report, manifest: manifest, presentation: Presentation(), in: folder)
        let names = [
            "gaps.csv", "report.json", "report.md", "junit.xml", "metrics.prom", "findings.ocsf.ndjson",
            "findings.ecs.ndjson", "report.html",
        ]
        #expect(written.files.map(\.path) == names)
        #expect(try scratch.names().sorted() == (names + ["manifest.json"]).sorted())
        for file in written.files {
            let bytes = try scratch.bytes(of: file.path)
            var digest = FileDigest()
            digest.update(bytes.span)
            #expect(file.sha256 == digest.hexadecimal() && file.bytes == bytes.count)
        }
        let text = try scratch.text(of: "manifest.json")
        #expect(text == written.json.text(pretty: true) + "\n")
        #expect(text.components(separatedBy: "apostrophe").count == 2)
        #expect(text.contains(#""sha256": null"#))
    }

    @Test func nothingIsWrittenTwice() throws {
        let report = CannedReports.complete
        let manifest = RunManifest(runID: report.runID)
        _ = try ReportFiles.write(report, manifest: manifest, presentation: Presentation(), in: folder)
        #expect(throws: FileFailure.self) {
            _ = try ReportFiles.write(report, manifest: manifest, presentation: Presentation(), in: folder)
        }
    }
}

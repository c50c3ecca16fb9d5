import AuditModel
import Foundation
import Testing

@testable import Recordings

struct RecordingFolderTests {
    private static let description = #"""
        {"schema":1,"side":"authority","name":"m365","type":"o365-management","hosts":["manage.office.com"],"settings":{},
         "tool":"0.1.0","window":{"from":"2026-11-09T00:00:00Z","to":"2026-11-16T00:00:00Z"},
         "asked":{"first":"2026-11-16T08:00:00Z","last":"2026-11-16T08:10:00Z"},"clock_offset_ms":-120,
         "paths":{"id":["Id"],"time":"CreationTime","zone":"UTC","available":null,"scope":"Workload"},
         "slices":[{"id":1,"scope":{"content_type":"Audit.Exchange"},"axis":"availability","from":"2026-11-09T00:00:00Z",
                    "to":"2026-11-10T00:00:00Z","outcome":"whole","reason":null,"records":2,"expected":null,"at":[[0,80]],
                    "requests":3,"retries":0,"sha256":""},
                   {"id":2,"scope":{"content_type":"Audit.Exchange"},"axis":"event","from":"2026-11-10T00:00:00Z",
                    "to":"2026-11-11T00:00:00Z","outcome":"partial","reason":"throttled","records":1}]}
        """#

    @Test func readsWhatARecordingSaysOfItself() throws {
        let recording = try RecordingDescription(parsing: Array(Self.description.utf8), place: "recording.json")
        #expect(recording.side == .authority)
        #expect(recording.type == "o365-management")
        #expect(recording.paths.id == ["Id"])
        #expect(recording.lastAsked.map(InstantText.rfc3339) == "2026-11-16T08:10:00Z")
        #expect(recording.slices.map(\.isWhole) == [true, false])
    }

    @Test(arguments: [
        ("content_type", nil), ("Workload", Scope(field: "Workload", value: "Audit.Exchange")),
    ]) func whatIsNotWholeIsUnknownWithItsReason(field: String, scope: Scope?) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a left-over folder changes no result
        let description = Self.description.replacingOccurrences(of: "content_type", with: field)
        try Data(description.utf8).write(to: folder.appendingPathComponent("recording.json"))
        let recording = try #require(try RecordingFolder(folder.path))
        #expect(recording.statedRecords == 3)
        #expect(recording.unknown.map(\.reason) == ["throttled"])
        #expect(recording.unknown.first?.scope == scope, "records name their workload, not their content type")
        #expect(recording.unknown.first?.detail == "slice 2 (\(field) Audit.Exchange): partial")
    }

    @Test func aFolderWithoutDescriptionIsNoRecording() throws {
        #expect(try RecordingFolder(FileManager.default.temporaryDirectory.path) == nil)
    }

    @Test(arguments: [
        ("", "it is not JSON"), ("{}", "schema is not 1"), (#"{"schema":1,"side":"both"}"#, "side is both"),
        (#"{"schema":1,"side":"authority"}"#, "paths.id names no field"),
        (
            #"{"schema":1,"side":"siem","paths":{"id":["Id"]},"slices":[{"outcome":"fine"}]}"#,
            "slices[0].outcome is fine"
        ),
    ])
    func saysWhatIsWrong(_ text: String, _ fault: String) {
        let error = #expect(throws: RecordingFault.self) {
            try RecordingDescription(parsing: Array(text.utf8), place: "recording.json")
        }
        #expect(error?.what.hasPrefix(fault) == true)
    }
}

import Foundation
import TestKit
import Testing

@testable import Auditing

/// Finished runs whose files are looked at again.
struct RunVerificationTests {
    private let scene: AuditScene
    private let folder: String

    init() async throws {
        scene = try AuditScene()
        let line =
            #"{"Id":"4b7a0000-0000-4000-8000-000000000001","CreationTime":"2026-11-14T02:00:00Z","Operation":"Send"}"#
        try scene.folder.write(line + "\n", to: "a.ndjson")
        try scene.folder.write(line + "\n", to: "s.ndjson")
        let audit = try await scene.audit(
            ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")], digests: true)
        folder = audit.folder
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    /// The rows that are not unchanged: state, role, name.
    private func differences(withInputs: Bool = true) throws -> [String] {
        try RunVerification(folder: folder, withInputs: withInputs).rows.filter { $0.state != .unchanged }
            .map { "\($0.state.rawValue) \($0.role) \($0.path.split(separator: "/").last ?? "")" }
    }

    @Test func anUntouchedRunIsUnchanged() throws {
        let verification = try RunVerification(folder: folder, withInputs: true)
        #expect(verification.isUnchanged && verification.signature == .absent)
        #expect(verification.rows.count { $0.role == "input" } == 2)
        #expect(verification.rows.contains { $0.path == "report.json" })
    }

    @Test func whatWasChangedRemovedOrAddedIsNamed() throws {
        try write("x", "report.md")
        try FileManager.default.removeItem(atPath: folder + "/findings.csv")
        try write("", "note.txt")
        try scene.folder.write("{}\n", to: "s.ndjson")
        try FileManager.default.removeItem(atPath: scene.path("a.ndjson"))
        let files = ["missing file findings.csv", "changed file report.md", "added file note.txt"]
        #expect(try differences().sorted() == (files + ["changed input s.ndjson", "missing input a.ndjson"]).sorted())
        #expect(try differences(withInputs: false).sorted() == files.sorted())
        #expect(try !RunVerification(folder: folder, withInputs: false).isUnchanged)
    }

    @Test func aSignatureVouchesForTheManifest() throws {
        // The first test vector of RFC 8032.
        let keys = (
            secret: (place: "k", text: Array("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=".utf8)),
            open: (place: "p", text: Array("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".utf8))
        )
        #expect(try !RunVerification(folder: folder, withInputs: true, key: keys.open).isUnchanged)
        _ = try RunVerification(folder: folder, withInputs: true).sign(key: keys.secret)
        #expect(try RunVerification(folder: folder, withInputs: true).signature == .unchecked)
        #expect(try RunVerification(folder: folder, withInputs: true, key: keys.open).signature == .valid)
        #expect(throws: AuditFault.self) {
            try RunVerification(folder: folder, withInputs: true).sign(key: keys.secret)
        }
        let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
        try write(manifest + " ", "manifest.json")
        let edited = try RunVerification(folder: folder, withInputs: true, key: keys.open)
        #expect(edited.signature == .invalid && !edited.isUnchanged)
    }

    @Test func aFolderWithoutAManifestIsNoRun() {
        #expect(throws: AuditFault.self) { try RunVerification(folder: scene.folder.path, withInputs: true) }
    }
}

import AuditModel
import EventSources
import Pulling
import Recordings
import Settings
import TestKit
import Testing

/// Folders of deliveries in all their forms.
struct CloudTrailFilesSourceTests {
    private static func question(_ scope: Scope?) -> SliceQuestion {
        let window = TimeWindow(from: TrailScene.midnight, to: TrailScene.midnight + 11 * TrailScene.hour / 2)
        return SliceQuestion(scope: scope, window: window, pageSize: 1_000)
    }

    private static let service = ScriptedService { _ in ScriptedService.json("", status: 500) }

    private func pages(
        _ source: any EventSource, scope: Scope? = Scope(field: "awsRegion", value: TrailScene.region),
        from cursor: String? = nil
    ) async throws -> [SourcePage] {
        let pages = source.pages(of: Self.question(scope), from: cursor, Self.service)
        var all: [SourcePage] = []
        while let page = try await pages.next() { all.append(page) }
        return all
    }

    @Test func recordsAreLinesByteForByteAndStamped() async throws {
        let scene = try TrailScene()
        let pages = try await pages(try scene.source())
        let text = String(decoding: pages.flatMap(\.lines), as: UTF8.self)
        #expect(
            text.hasPrefix(
                """
                {"eventVersion":"1.11","eventID":"e0-10-a","eventTime":"2026-01-01T00:00:00Z"}
                {"eventID":"e0-10-b","eventTime":"2026-01-01T00:00:01Z","n":1.50}

                """))
        #expect(pages.map(\.records) == [16])
        #expect(pages.map(\.flaw) == [nil])
        #expect(pages[0].stamps.count == 8)
        let delivered = TrailScene.midnight + 600_000_000_000
        #expect(pages[0].stamps.first == .init(records: 2, after: delivered, by: delivered + 60_000_000_000))
        #expect(pages[0].cursor == nil)
    }

    @Test func regionsAndAccountsNarrowTheFolder() async throws {
        let scene = try TrailScene()
        let foreign = TrailScene.logKey(1, 10).replacing(TrailScene.account, with: "444455556666")
        try scene.store(TrailScene.records(1, 10), at: foreign)
        let other = TrailScene.logKey(1, 10).replacing(TrailScene.region, with: "us-east-1")
        try scene.store(TrailScene.records(1, 10), at: other)
        #expect(try scene.source().traits.scopes.map { $0?.value } == [TrailScene.region, "us-east-1"])
        let chosen = try scene.source("regions: [eu-north-1, eu-west-3]\naccounts: [\"111122223333\"]")
        #expect(chosen.traits.scopes.map { $0?.value } == [TrailScene.region, "eu-west-3"])
        #expect(try await pages(chosen).map(\.records) == [16])
        #expect(try await pages(try scene.source("")).map(\.records) == [18])
    }

    @Test func flatFolderIsAsGood() async throws {
        let scene = try TrailScene()
        for hour in 0..<4 {
            for key in [
                TrailScene.logKey(hour, 10), TrailScene.logKey(hour, 40), TrailScene.digestKey(hour),
                TrailScene.digestKey(hour) + ".signature",
            ] {
                try scene.move(key, to: String(key.split(separator: "/").last ?? ""))
            }
        }
        let pull = try await scene.pull()
        #expect(pull.flaws == [:])
        #expect(pull.problems == [])
        #expect(pull.lines.count == 16)
    }

    @Test func fileOfAnotherNameIsPlacedByItsFirstRecord() async throws {
        let scene = try TrailScene(.init(digests: []))
        try scene.storeRaw(Array(TrailScene.records(5, 10).utf8), at: "download.json")
        for list in ["[]", #"[{"Value":"MIIB","Fingerprint":"fedc"}]"#] {
            try scene.storeRaw(Array("{\"PublicKeyList\":\(list)}".utf8), at: "keys\(list.count).json")
        }
        let source = try scene.source("")
        let scope = Scope(field: "awsRegion", value: "unknown")
        #expect(source.traits.scopes.contains(scope))
        #expect(try await pages(source, scope: scope).map(\.records) == [2])
    }

    @Test(arguments: [
        ("not JSON", "its JSON is cut or damaged|it holds no array of Records"),
        ("{\"Records\":[{\"eventID\":\"x\"},{\"eventID\":", "its JSON is cut or damaged"),
        ("{\"Records\":[{\"eventID\":\"x\"}]", "its JSON is cut or damaged"),
        ("{\"Records\":[{\"eventID\":\"x\"},{\"eventID\" \"y\"}]}", "its JSON is cut or damaged"),
        ("{\"records\":[]}", "it holds no array of Records"), ("", "it holds no array of Records"),
    ])
    func damagedFileIsNamed(_ text: String, _ words: String) async throws {
        let scene = try TrailScene(.init(digests: []))
        try scene.store(text, at: TrailScene.logKey(2, 40))
        let pages = try await pages(try scene.source(""))
        let flaw = try #require(pages.compactMap(\.flaw).first)
        #expect(flaw.reason == "cut-answer")
        #expect(flaw.detail.contains(TrailScene.logKey(2, 40)))
        #expect(words.split(separator: "|").contains { flaw.detail.contains($0) }, "\(flaw.detail)")
        #expect(pages.map(\.records).reduce(0, +) >= 14)
    }

    @Test func largeFileComesInPagesAndEveryCursorLeadsToWhatIsLeft() async throws {
        let scene = try TrailScene(.init(digests: []))
        let padding = String(repeating: "x", count: 1_000)
        let records = (0..<6_000).map { #"{"eventID":"r\#($0)","eventTime":"2026-01-01T02:00:00Z","p":"\#(padding)"}"# }
        try scene.storeRaw(
            Array(#"{"Records":[\#(records.joined(separator: ",\n"))]}"#.utf8), at: TrailScene.logKey(2, 10))
        let source = try scene.source("")
        let whole = try await pages(source)
        #expect(whole.count > 3)
        #expect(whole.allSatisfy { $0.lines.count < 3 << 20 })
        let lines = whole.flatMap(\.lines)
        #expect(whole.map(\.records).reduce(0, +) == 6_014)
        var done = 0
        for page in whole.dropLast() {
            done += page.lines.count
            let rest = try await pages(source, from: page.cursor).flatMap(\.lines)
            #expect(rest == Array(lines[done...]))
        }
    }

    @Test func folderThatIsNotThereIsRefused() async throws {
        let text = "type: cloudtrail-files\npath: /nonexistent/bucket"
        let source = try DescribedScene(text).made.source
        let answers = await source.readiness(Self.service)
        #expect(answers.map(\.refusal) == [.refused])
        #expect(answers.first?.problem?.code == "E-TRAIL-FOLDER")
    }

    @Test(arguments: [
        ("type: cloudtrail-files", "path is missing"),
        ("type: cloudtrail-files\npath: /tmp\npublic_keys: /nonexistent", "cannot be read"),
        ("type: cloudtrail-files\npath: /tmp\nregoin: x", "unknown key"),
    ])
    func wrongSettingsAreNamed(_ text: String, _ words: String) {
        let fault = #expect(throws: SettingsFault.self) { try DescribedScene(text) }
        #expect(fault?.issues.first?.what.contains(words) == true)
    }
}

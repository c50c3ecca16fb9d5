import AuditModel
import Pulling
import Recordings
import SIEMStores
import Testing
import Transport

/// Requests to a workspace, and what becomes of its answers.
struct WorkspacePagesTests {
    private static let row = """
        ["A1","2026-11-02T00:10:00.1234567Z","2026-11-02T00:12:00Z",812,"SigninLogs",""]
        """

    @Test func rowsAreThoseThatWereCounted() async throws {
        let service = ScriptedService { call in
            ScriptedService.json(
                WorkspaceScene.isCount(call)
                    ? WorkspaceScene.counted(1) : WorkspaceScene.table(WorkspaceScene.narrow, Self.row))
        }
        let store = try WorkspaceScene.store().store
        #expect(try await store.count(of: WorkspaceScene.question(), service) == 1)
        let pages = store.pages(of: WorkspaceScene.question(), from: nil, service)
        let page = try #require(try await pages.next())
        #expect(try await pages.next() == nil)
        #expect(page.expected == 1)
        let line = String(decoding: page.lines, as: UTF8.self)
        #expect(
            line == """
                {"id":"A1","time":"2026-11-02T00:10:00.1234567Z","ingested":"2026-11-02T00:12:00Z","length":812,\
                "place":{"table":"SigninLogs"}}\n
                """)
        #expect(service.calls.count == 2)
        let (count, rows) = (service.calls[0], service.calls[1])
        #expect(count.text.contains("let Until = now();"))
        #expect(rows.text.contains("let Until = datetime(\(WorkspaceScene.until));"))
        for call in [count, rows] {
            #expect(call.method == "POST")
            #expect(
                call.url
                    == "https://api.loganalytics.azure.com/v1/workspaces/0a0b0c0d-0000-4000-8000-000000000001/query")
            #expect(call.headers.contains(.init("Content-Type", "application/json")))
            #expect(call.headers.contains(.init("Prefer", "wait=55")))
            #expect(call.text.contains("ingestion_time() <= Until"))
            #expect(call.text.contains(#""timespan":"2026-11-01T00:00:00Z/2026-12-02T01:00:00Z""#))
            #expect(call.text.contains("union isfuzzy=true"))
            #expect(call.text.contains("AADNonInteractiveUserSignInLogs"))
            #expect(call.text.contains(#"column_ifexists(\"CreatedDateTime\", \"\")"#))
            #expect(call.text.contains(">= datetime(2026-11-02T00:00:00Z)"))
            #expect(call.text.contains("< datetime(2026-11-02T01:00:00Z)"))
        }
    }

    @Test func manyRowsComeInPartsByTheirIDs() async throws {
        let service = ScriptedService { call in
            ScriptedService.json(
                WorkspaceScene.isCount(call)
                    ? WorkspaceScene.counted(25) : WorkspaceScene.table(WorkspaceScene.narrow, Self.row))
        }
        let store = try WorkspaceScene.store(["id: [Id]", "tables: [SigninLogs]"]).store
        let pages = store.pages(of: WorkspaceScene.question(pageSize: 10), from: nil, service)
        var cursors: [String?] = []
        while let page = try await pages.next() { cursors.append(page.cursor) }
        #expect(cursors == ["1/3/\(WorkspaceScene.until)", "2/3/\(WorkspaceScene.until)", nil])
        for part in 0..<3 {
            #expect(service.calls[part + 1].text.contains(#", 3) == \#(part)"#))
        }
        let rest = store.pages(of: WorkspaceScene.question(pageSize: 10), from: "2/3/\(WorkspaceScene.until)", service)
        _ = try await rest.next()
        #expect(try await rest.next() == nil)
        #expect(service.calls.count == 5)
        #expect(service.calls[4].text.contains(", 3) == 2"))
    }

    @Test(arguments: ["", "7/3/2026-11-02T00:00:00Z", "0/2/2026\n| take 1", "a/b/c"])
    func aPlaceThatCannotBeReadIsCountedAnew(_ cursor: String) async throws {
        let service = ScriptedService { call in
            ScriptedService.json(
                WorkspaceScene.isCount(call)
                    ? WorkspaceScene.counted(0) : WorkspaceScene.table(WorkspaceScene.narrow, ""))
        }
        let pages = try WorkspaceScene.store().store.pages(of: WorkspaceScene.question(), from: cursor, service)
        #expect(try await pages.next()?.records == 0)
        #expect(service.calls.count == 2)
    }

    @Test func aPartialAnswerAsksForLess() async throws {
        let error = """
            ,"error":{"code":"PartialError","message":"m","details":[{"code":"EngineError","message":"e",\
            "innererror":{"code":"-2133196797","message":"too many\\u001b[31m records"}}]}
            """
        let service = ScriptedService { _ in
            ScriptedService.json(WorkspaceScene.table(WorkspaceScene.narrow, Self.row, also: error))
        }
        let failure = await #expect(throws: TransportFailure.self) {
            try await WorkspaceScene.store().store.count(of: WorkspaceScene.question(), service)
        }
        #expect(failure?.kind == .shrink)
        #expect(failure?.problem.code == "E-PARTIAL-ANSWER")
        #expect(failure?.words == "-2133196797: too many [31m records")
    }

    @Test(arguments: [(200, ""), (204, ""), (200, "{}"), (200, #"{"tables":[{"name":"PrimaryResult"}"#)])
    func anAnswerWithoutATableIsNone(_ status: Int, _ body: String) async throws {
        let service = ScriptedService { _ in ScriptedService.json(body, status: status) }
        let failure = await #expect(throws: TransportFailure.self) {
            try await WorkspaceScene.store().store.count(of: WorkspaceScene.question(), service)
        }
        #expect(failure?.kind == .cutAnswer)
    }

    @Test func idsAreAskedForInEverySpelling() async throws {
        let service = ScriptedService { _ in
            ScriptedService.json(WorkspaceScene.table(WorkspaceScene.narrow, Self.row))
        }
        let store = try WorkspaceScene.store().store
        let guid = "0A0B0C0D-1111-4222-8333-444444444444"
        let pages = store.pages(ofIDs: [[guid], [#"Directory_x"|_1"#]], in: nil, service)
        #expect(try await pages.next()?.records == 1)
        #expect(try await pages.next() == nil)
        let text = try #require(service.calls.first).text
        #expect(!text.contains("timespan"))
        #expect(text.contains("in~ (Wanted)"))
        let plain = text.replacing(#"\""#, with: #"""#)
        #expect(plain.contains(#""{0a0b0c0d-1111-4222-8333-444444444444}""#))
        #expect(plain.contains(#""0a0b0c0d-1111-4222-8333-444444444444""#))
        #expect(text.contains(#"Directory_x\\\"|_1"#))
    }

    @Test func wholeRowsLoseWhatIsEmptyAndTheUnionsNames() async throws {
        let columns = """
            [{"name":"Id","type":"string"},{"name":"DeviceDetail_dynamic","type":"dynamic"},\
            {"name":"DeviceDetail_string","type":"string"},{"name":"Empty","type":"string"},{"name":"Gone","type":"long"}]
            """
        let service = ScriptedService { call in
            ScriptedService.json(
                WorkspaceScene.isCount(call)
                    ? WorkspaceScene.counted(1)
                    : WorkspaceScene.table(columns, #"["A1","{\"os\":\"Linux\"}","","",null]"#))
        }
        let store = try WorkspaceScene.store(whole: true).store
        let pages = store.pages(of: WorkspaceScene.question(), from: nil, service)
        let page = try #require(try await pages.next())
        #expect(
            String(decoding: page.lines, as: UTF8.self)
                == #"{"Id":"A1","DeviceDetail":"{\"os\":\"Linux\"}"}"# + "\n")
        #expect(service.calls.last?.text.contains("extend IngestionTime = ingestion_time()") == true)
        #expect(store.traits.paths.id.isEmpty)
    }

    @Test func tablesThatDoNotAnswerAreNamed() async throws {
        let service = ScriptedService { call in
            call.text.contains("AuditLogs")
                ? .failure(ScriptedService.failure(.rejected, status: 400, words: "Failed to resolve table"))
                : ScriptedService.json(WorkspaceScene.counted(1))
        }
        let told = try await WorkspaceScene.store().store.examination(service)
        #expect(told.product == "Azure Monitor Logs")
        #expect(told.problems.map(\.code) == ["W-SIEM-TABLES"])
        #expect(told.problems.first?.what == "1 of 6 tables do not answer: AuditLogs")
        #expect(told.problems.first?.severity == .warning)
    }
}

import AuditModel
import EventSources
import TestKit
import Testing
import Transport

/// Bodies in, lines out.
struct PageReaderTests {
    private func lines(_ body: [UInt8], _ rules: String) async throws -> [String] {
        let service = ScriptedService { _ in .success(HTTPReply(status: 200, body: body)) }
        let pull = await
            (try DescribedScene("type: rest\nbase_url: https://api.test\nsteps: {list: {path: /l}}\n" + rules))
            .pull(service)
        #expect(pull.failure == nil)
        return pull.lines
    }

    @Test func onlyWhiteSpaceBetweenTokensGoes() async throws {
        let body = """
            {
              "a" : [ 1.0 , -0, 1E+5, 12345678901234567890.10 ], "id":"x\\u00e9 \\/ y" , "t" :\t"2026-01-01T00:01:00Z",
              "s": "two  blanks	and a tab"
            }
            """
        let line = try await lines(Array("[\(body)]".utf8), "id: id\ntime: {path: t}")
        #expect(
            line == [
                "{\"a\":[1.0,-0,1E+5,12345678901234567890.10],\"id\":\"x\\u00e9 \\/ y\",\"t\":\"2026-01-01T00:01:00Z\",\"s\":\"two  blanks\tand a tab\"}"
            ])
    }

    @Test func rawLineFeedInAStringBecomesItsEscape() async throws {
        let body = "[{\"id\":\"a\nb\",\"t\":\"2026-01-01T00:01:00Z\"}]"
        #expect(
            try await lines(Array(body.utf8), "id: id\ntime: {path: t}") == [
                "{\"id\":\"a\\nb\",\"t\":\"2026-01-01T00:01:00Z\"}"
            ])
    }

    @Test func gzipIsUnpacked() async throws {
        let body = StoredGzip.member(Array(DescribedScene.records(1...2).utf8))
        #expect(try await lines(body, "id: id\ntime: {path: t}").count == 2)
    }

    @Test func textOfAMemberIsTheRecord() async throws {
        let body =
            "{\"Events\":[{\"EventId\":\"1\",\"CloudTrailEvent\":\"{\\\"eventID\\\":\\\"1\\\", \\\"n\\\":1.0}\"}]}"
        #expect(
            try await lines(
                Array(body.utf8), "id: eventID\ntime: {path: eventTime}\nrecords: {at: Events, text: CloudTrailEvent}")
                == ["{\"eventID\":\"1\",\"n\":1.0}"])
    }

    @Test func arrayInsideARecordIsSplitWithWhatToKeep() async throws {
        let body =
            "{\"items\":[{\"id\":{\"time\":\"x\", \"q\": -7},\"k\":1,\"events\":[{\"n\":\"a,]\"}, {\"n\":\"b\\\"\"}]},{\"id\":2}]}"
        #expect(
            try await lines(
                Array(body.utf8),
                "id: [id.q, events.n]\ntime: {path: id.time}\nrecords: {at: items, split: {at: events, keep: [id, zz]}}"
            )
                == [
                    "{\"id\":{\"time\":\"x\",\"q\":-7},\"events\":{\"n\":\"a,]\"}}",
                    "{\"id\":{\"time\":\"x\",\"q\":-7},\"events\":{\"n\":\"b\\\"\"}}", "{\"id\":2}",
                ])
    }

    @Test func hashIsOfTheCanonicalRecordWithoutVolatileMembers() async throws {
        let rules = "id: {hash_without: [seen]}\ntime: {path: t}"
        let first = try await lines(Array("[{\"t\":\"x\",\"a\":1,\"seen\":1},{\"b\":1}]".utf8), rules)
        let second = try await lines(Array("[{ \"seen\":2,\"a\":1, \"t\":\"x\"}]".utf8), rules)
        #expect(first[0].hasPrefix("{\"@siemgap_id\":\""))
        #expect(first[0].hasSuffix("\",\"t\":\"x\",\"a\":1,\"seen\":1}"))
        #expect(first[0].prefix(81) == second[0].prefix(81))
        #expect(first[0].prefix(81) != first[1].prefix(81))
    }

    @Test func linesAndSingleObjectsAreRecordsToo() async throws {
        let rules = "id: id\ntime: {path: t}\nrecords: {form: ndjson}"
        #expect(try await lines(Array("{\"id\":1}\n{ \"id\":2}\n".utf8), rules) == ["{\"id\":1}", "{\"id\":2}"])
        #expect(try await lines(Array("{\n\"id\":1}".utf8), rules) == ["{\"id\":1}"])
        #expect(try await lines([], rules) == [])
    }

    @Test func announcedCountIsHandedOn() async throws {
        let service = ScriptedService { _ in
            ScriptedService.json("{\"@odata.count\":7,\"value\":\(DescribedScene.records(1...2))}")
        }
        let scene = try DescribedScene(
            DescribedScene.usual + "steps: {list: {path: /l}}\nrecords: {at: value, expected: \"@odata.count\"}")
        #expect(await scene.pull(service).expected == [7])
    }
}

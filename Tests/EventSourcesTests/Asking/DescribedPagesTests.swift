import AuditModel
import EventSources
import Pulling
import Synchronization
import Testing
import Transport

/// Descriptions and scripted services in, records and requests out.
struct DescribedPagesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let description: String
        let answer: ScriptedService.Answer
        var ids = ["1", "2", "3", "4", "5"]
        let requests: [String]
    }

    @Test(arguments: leadCases + countCases + otherCases)
    func styleGivesEachRecordOnceByTheRequestsItNeeds(_ test: Case) async throws {
        let service = ScriptedService(test.answer)
        let pull = await (try DescribedScene(DescribedScene.usual + test.description)).pull(service)
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(pull.ids == test.ids)
        #expect(service.requests == test.requests)
    }

    /// The page of a URL's `p`, 1 without one.
    static func page(_ call: HTTPCall) -> Int {
        if call.url.contains("=3") { return 3 }
        return call.url.contains("=2") ? 2 : 1
    }

    static let pages = [DescribedScene.records(1...2), DescribedScene.records(3...4), DescribedScene.records(5...5)]

    static let leadCases = [
        Case(
            testDescription: "absolute URL in the body, an empty page in the middle",
            description: """
                steps: {list: {path: /logs, query: {"$filter": "t ge {from:iso} and t le {to:iso}"}}}
                paging: {style: body-url, read: "@odata.nextLink"}
                records: {at: value}
                """,
            answer: { call in
                let next = ["p=2", "p=3", "p=4", nil]
                let number = call.url.contains("p=4") ? 4 : DescribedPagesTests.page(call)
                let body = number == 3 ? "[]" : DescribedPagesTests.pages[number == 4 ? 2 : number - 1]
                let link = next[number - 1].map { ",\"@odata.nextLink\":\"https://api.test/logs?\($0)\"" } ?? ""
                return ScriptedService.json("{\"@odata.context\":\"x\",\"value\":\(body)\(link)}")
            },
            requests: [
                "/logs?$filter=t%20ge%202026-01-01T00%3A00%3A00Z%20and%20t%20le%202026-01-01T02%3A00%3A00Z",
                "/logs?p=2", "/logs?p=3", "/logs?p=4",
            ]),
        Case(
            testDescription: "relative URL in the body",
            description: """
                steps: {list: {path: /api/logs}}
                paging: {style: body-url, read: _links.next.href}
                records: {at: items}
                """,
            answer: { call in
                let number = DescribedPagesTests.page(call)
                let link = number < 3 ? "\"/api/logs?p=\(number + 1)\"" : "null"
                return ScriptedService.json(
                    "{\"_links\":{\"next\":{\"href\":\(link)}},\"items\":\(DescribedPagesTests.pages[number - 1])}")
            },
            requests: ["/api/logs", "/api/logs?p=2", "/api/logs?p=3"]),
        Case(
            testDescription: "Link header on lines of its own, foreign relations beside it",
            description: "steps: {list: {path: /l}}\npaging: {style: link-header}",
            answer: { call in
                let number = DescribedPagesTests.page(call)
                var headers = [("Link", "<https://api.test/l>; rel=\"self\"")]
                if number < 3 { headers.append(("link", "<https://api.test/l?after=\(number + 1)>; rel=\"next\"")) }
                headers.append(("Link", "<https://other.test/>; rel=\"deprecation\""))
                return ScriptedService.json(DescribedPagesTests.pages[number - 1], headers)
            },
            requests: ["/l", "/l?after=2", "/l?after=3"]),
        Case(
            testDescription: "URL in a header",
            description: "steps: {list: {path: /l}}\npaging: {style: header-url, read: NextPageUri}",
            answer: { call in
                let number = DescribedPagesTests.page(call)
                let headers = number < 3 ? [("nextpageuri", "https://api.test/l?nextPage=\(number + 1)")] : []
                return ScriptedService.json(DescribedPagesTests.pages[number - 1], headers)
            },
            requests: ["/l", "/l?nextPage=2", "/l?nextPage=3"]),
        Case(
            testDescription: "token into the query, empty text ends",
            description: """
                steps: {list: {path: /l, query: {limit: "{page_size}"}}}
                paging: {style: body-token, read: meta.next_cursor, write: query.cursor, page_size: 2}
                records: {at: entries}
                """,
            answer: { call in
                let number = call.url.contains("cursor=3") ? 3 : call.url.contains("cursor=2") ? 2 : 1
                let token = number < 3 ? "\(number + 1)" : ""
                return ScriptedService.json(
                    "{\"entries\":\(DescribedPagesTests.pages[number - 1]),\"meta\":{\"next_cursor\":\"\(token)\"}}")
            },
            requests: ["/l?limit=2", "/l?limit=2&cursor=2", "/l?limit=2&cursor=3"]),
        Case(
            testDescription: "token into the body, other fields repeated, times as numbers",
            description: """
                steps: {list: {method: POST, path: /, json: {StartTime: "{from:epoch-s}", MaxResults: "{page_size}"}}}
                paging: {style: body-token, read: NextToken, write: body.NextToken, page_size: 50}
                records: {at: Events}
                """,
            answer: { call in
                let body = String(decoding: call.body ?? [], as: UTF8.self)
                let number = body.contains("\"c\"") ? 3 : body.contains("\"b\"") ? 2 : 1
                let token = ["\"b\"", "\"c\"", "null"][number - 1]
                return ScriptedService.json(
                    "{\"Events\":\(DescribedPagesTests.pages[number - 1]),\"NextToken\":\(token)}")
            },
            requests: [
                "/ {\"StartTime\":1767225600,\"MaxResults\":50}",
                "/ {\"StartTime\":1767225600,\"MaxResults\":50,\"NextToken\":\"b\"}",
                "/ {\"StartTime\":1767225600,\"MaxResults\":50,\"NextToken\":\"c\"}",
            ]),
        Case(
            testDescription: "token alone in the body, has_more ends although the token stays",
            description: """
                steps: {list: {method: POST, path: /e, json: {limit: "{page_size}", start_time: "{from:iso}"}}}
                paging: {style: body-token, read: cursor, write: body.cursor, alone: true, has_more: has_more}
                records: {at: items}
                """,
            answer: { call in
                let body = String(decoding: call.body ?? [], as: UTF8.self)
                let number = body.contains("c2") ? 3 : body.contains("c1") ? 2 : 1
                return ScriptedService.json(
                    "{\"cursor\":\"c\(number)\",\"has_more\":\(number < 3),\"items\":\(DescribedPagesTests.pages[number - 1])}"
                )
            },
            requests: [
                "/e {\"limit\":100,\"start_time\":\"2026-01-01T00:00:00Z\"}", "/e {\"cursor\":\"c1\"}",
                "/e {\"cursor\":\"c2\"}",
            ]),
        Case(
            testDescription: "token that is an array, joined",
            description: """
                steps: {list: {path: /l, query: {mintime: "{from:epoch-ms}"}}}
                paging: {style: body-token, read: response.metadata.next_offset, join: ",", write: query.next_offset}
                records: {at: response.authlogs}
                """,
            answer: { call in
                let number = call.url.contains("%2Cb") ? 3 : call.url.contains("%2Ca") ? 2 : 1
                let next = ["[\"17\",\"a\"]", "[\"18\",\"b\"]", "null"][number - 1]
                return ScriptedService.json(
                    "{\"response\":{\"authlogs\":\(DescribedPagesTests.pages[number - 1]),\"metadata\":{\"next_offset\":\(next)}}}"
                )
            },
            requests: [
                "/l?mintime=1767225600000", "/l?mintime=1767225600000&next_offset=17%2Ca",
                "/l?mintime=1767225600000&next_offset=18%2Cb",
            ]),
        Case(
            testDescription: "token in a header, written into the body as JSON",
            description: """
                steps: {list: {method: POST, path: /l, json: {limit: 2}}}
                paging: {style: header-token, read: X-Search_after, write: body.search_after, json: true}
                """,
            answer: { call in
                let body = String(decoding: call.body ?? [], as: UTF8.self)
                let number = body.contains("[2]") ? 3 : body.contains("[1]") ? 2 : 1
                let headers = number < 3 ? [("x-search_after", "[\(number)]")] : []
                return ScriptedService.json(DescribedPagesTests.pages[number - 1], headers)
            },
            requests: [
                "/l {\"limit\":2}", "/l {\"limit\":2,\"search_after\":[1]}", "/l {\"limit\":2,\"search_after\":[2]}",
            ]),
    ]

    static let countCases = [
        Case(
            testDescription: "page numbers until a short page",
            description: """
                steps: {list: {path: /l, query: {per_page: "{page_size}"}}}
                paging: {style: page-number, write: query.page, page_size: 2}
                """,
            answer: { call in ScriptedService.json(DescribedPagesTests.pages[DescribedPagesTests.number(call) - 1]) },
            requests: ["/l?per_page=2&page=1", "/l?per_page=2&page=2", "/l?per_page=2&page=3"]),
        Case(
            testDescription: "page numbers until their total",
            description: """
                steps: {list: {path: /l}}
                paging: {style: page-number, write: query.page, stop: [], total: pages}
                records: {at: r}
                """,
            answer: { call in
                ScriptedService.json(
                    "{\"pages\":3,\"r\":\(DescribedPagesTests.pages[DescribedPagesTests.number(call) - 1])}")
            },
            requests: ["/l?page=1", "/l?page=2", "/l?page=3"]),
        Case(
            testDescription: "next page number in a header",
            description:
                "steps: {list: {path: /l}}\npaging: {style: header-token, read: X-Next-Page, write: query.page}",
            answer: { call in
                let number = DescribedPagesTests.page(call)
                return ScriptedService.json(
                    DescribedPagesTests.pages[number - 1], [("X-Next-Page", number < 3 ? "\(number + 1)" : "")])
            },
            requests: ["/l", "/l?page=2", "/l?page=3"]),
        Case(
            testDescription: "offset until its total",
            description: """
                steps: {list: {path: /l}}
                paging: {style: offset, write: query.offset, stop: [], total: total}
                records: {at: data}
                """,
            answer: { call in
                let page = call.url.hasSuffix("=4") ? 2 : call.url.hasSuffix("=2") ? 1 : 0
                return ScriptedService.json("{\"total\":5,\"data\":\(DescribedPagesTests.pages[page])}")
            },
            requests: ["/l?offset=0", "/l?offset=2", "/l?offset=4"]),
        Case(
            testDescription: "the last record's time, which comes again",
            description: """
                steps: {list: {path: /l, query: {mintime: "{from:epoch-s}"}}}
                paging: {style: last-time, write: query.mintime, form: epoch-s, page_size: 2}
                """,
            answer: { call in
                if call.url.hasSuffix("=1767225720") { return ScriptedService.json(DescribedScene.records(2...3)) }
                return ScriptedService.json(
                    call.url.hasSuffix("=1767225780") ? DescribedScene.records(3...3) : DescribedScene.records(1...2))
            },
            ids: ["1", "2", "2", "3", "3"],
            requests: ["/l?mintime=1767225600", "/l?mintime=1767225720", "/l?mintime=1767225780"]),
        Case(
            testDescription: "the last record's id",
            description: "steps: {list: {path: /l}}\npaging: {style: last-id, write: query.from, page_size: 2}",
            answer: { call in
                let page = call.url.hasSuffix("=4") ? 2 : call.url.hasSuffix("=2") ? 1 : 0
                return ScriptedService.json(DescribedPagesTests.pages[page])
            },
            requests: ["/l", "/l?from=2", "/l?from=4"]),
    ]

    static let otherCases = [
        Case(
            testDescription: "another path for later pages",
            description: """
                steps:
                  list: {method: POST, path: /get, json: {time: {start_time: "{from:iso}"}}}
                  more: {method: POST, path: /get/continue, json: {cursor: "{token}"}}
                paging: {style: body-token, read: cursor, has_more: has_more}
                records: {at: events}
                """,
            answer: { call in
                let body = String(decoding: call.body ?? [], as: UTF8.self)
                let number = body.contains("b") ? 3 : body.contains("\"a\"") ? 2 : 1
                let cursor = ["a", "b", "c"][number - 1]
                return ScriptedService.json(
                    "{\"events\":\(DescribedPagesTests.pages[number - 1]),\"cursor\":\"\(cursor)\",\"has_more\":\(number < 3)}"
                )
            },
            requests: [
                "/get {\"time\":{\"start_time\":\"2026-01-01T00:00:00Z\"}}", "/get/continue {\"cursor\":\"a\"}",
                "/get/continue {\"cursor\":\"b\"}",
            ]),
        Case(
            testDescription: "one page, whose array is left out when there are no records",
            description: "steps: {list: {path: /l}}\nrecords: {at: items, absent: empty}",
            answer: { _ in ScriptedService.json("{\"kind\":\"x\"}") }, ids: [], requests: ["/l"]),
        Case(
            testDescription: "no content",
            description: "steps: {list: {path: /l}}\npaging: {style: link-header, stop: []}",
            answer: { _ in ScriptedService.json("", status: 204) }, ids: [], requests: ["/l"]),
        Case(
            testDescription: "a URL that is named again where that means the end",
            description: "steps: {list: {path: /l}}\npaging: {style: link-header, stop: [same]}",
            answer: { _ in
                ScriptedService.json("[]", [("Link", "<https://api.test/l>; rel=next")])
            },
            ids: [], requests: ["/l"]),
        Case(
            testDescription: "a body that says it is the last",
            description: """
                steps: {list: {path: /l}}
                paging: {style: body-token, read: after, write: query.after, end_of_stream: end_of_stream}
                records: {at: r}
                """,
            answer: { _ in
                ScriptedService.json("{\"r\":\(DescribedScene.records(1...1)),\"after\":\"x\",\"end_of_stream\":true}")
            },
            ids: ["1"], requests: ["/l"]),
    ]

    static func number(_ call: HTTPCall) -> Int { Int(call.url.suffix(1)) ?? 1 }

    @Test func serverHeldPositionIsAskedUntilItIsDrained() async throws {
        let left = Countdown(3)
        let waits = Mutex<[Double]>([])
        let service = ScriptedService { _ in
            let number = left.next()
            let records = number == 0 ? "[]" : DescribedScene.records(number...number)
            return ScriptedService.json("{\"wait_time\":\(number == 2 ? 7 : 0),\"result\":\(records)}")
        }
        let description =
            DescribedScene.usual + """
                steps: {list: {path: /l, query: {operation: "{from:epoch-s}"}}, more: {path: /l, query: {operation: next}}}
                paging: {style: server-held, wait: wait_time}
                records: {at: result}
                repeatable: false
                """
        let scene = try DescribedScene(description) { seconds in waits.withLock { $0.append(seconds) } }
        let pull = await scene.pull(service)
        #expect(pull.ids == ["3", "2", "1"])
        #expect(waits.withLock { $0 } == [7])
        #expect(service.requests == ["/l?operation=1767225600"] + Array(repeating: "/l?operation=next", count: 4))
        #expect(!scene.made.source.traits.isRepeatable)
    }
}

import AuditModel
import EventSources
import Pulling
import Recordings
import Settings
import Testing
import Transport

/// Descriptions in, faults with their places out.
struct SourceDecoderTests {
    @Test(arguments: [
        ("steps: {list: {path: /l, querry: {a: b}}}", "5:26", "unknown key \"querry\""),
        ("steps: {list: {path: /l}}\npagination: {}", "6:1", "unknown key \"pagination\""),
        ("steps: {list: {path: /l, query: {a: \"{from:isoo}\"}}}", "5:37", "names no form of a time"),
        ("steps: {list: {path: \"/{setting:tenant}\"}}", "5:22", "nothing is called {setting:tenant}"),
        ("steps: {list: {path: /l, url: /m}}", "5:15", "either path or url"),
        ("steps: {}", "5:8", "the request for records is missing"),
        ("steps: {list: {path: /l}}\npaging: {style: body-token}", "6:9", "read is missing"),
        ("steps: {list: {path: /l}}\npaging: {style: page-number}", "6:9", "write is missing"),
        ("steps: {list: {path: /l}}\npaging: {style: offset, write: offset}", "6:32", "names no place"),
        ("steps: {list: {path: /l}}\npaging: {stop: [never]}", "6:16", "is not one of"),
        ("steps: {list: {path: /l}}\npaging: {page_size: many}", "6:21", "a number of records"),
        ("steps: {list: {path: /l}}\nerrors: {classes: {X: ignore}}", "6:23", "is not one of retry"),
        ("steps: {list: {path: /l}}\nthrottle: {status: [busy]}", "6:20", "an HTTP status"),
        ("steps: {list: {path: /l}}\nauth: [{style: header, secret: abc}]", "6:32", "a secret may not be written here"),
        ("steps: {list: {path: /l}}\nsettings: {a: {}}", "6:1", "unknown key \"settings\""),
        ("steps: {list: {path: /l}}\nwindow: {longest: 1s, shortest: 2s}", "6:19", "shorter"),
        ("steps: {list: {path: /l}}\nfan_out: {name: app, values: []}", "6:30", "no values"),
        ("steps: {list: {path: /l, json: {a: 1}, form: {a: b}}}", "5:32", "either json or form"),
        ("steps: {list: {path: /l}, poll: {path: /p, state: s}}", "5:33", "done is missing"),
    ])
    func faultHasLineAndColumn(_ text: String, _ place: String, _ what: String) {
        let fault = #expect(throws: SettingsFault.self) { try DescribedScene(DescribedScene.usual + text) }
        #expect(fault?.issues.first?.mark?.text == "test.yaml:\(place)")
        #expect(fault?.issues.first?.what.contains(what) == true, "\(fault?.issues.first?.what ?? "")")
    }

    @Test func missingIDAndTimeAreNamed() {
        let text = "type: rest\nbase_url: https://api.test\nsteps: {list: {path: /l}}\n"
        for (more, what) in [("", "id: the path"), ("id: a\n", "time: the path")] {
            let fault = #expect(throws: SettingsFault.self) { try DescribedScene(text + more) }
            #expect(fault?.issues.first?.what.contains(what) == true)
        }
    }

    @Test func contractsExampleIsRead() throws {
        let scene = try DescribedScene(
            """
            type: rest
            base_url: https://api.example
            auth: [{style: header, name: Authorization, prefix: "Bearer ", secret: {env: T}}]
            steps: {list: {method: GET, path: /logs, query: {since: "{from:iso}", until: "{to:iso}", limit: "{page_size}"}}}
            window: {axis: event, from: inclusive, to: exclusive, longest: 24h, oldest: 90d, youngest: 2m, margin: 1h}
            fan_out: {name: app, values: [login]}
            paging: {style: body-token, read: next, write: query.cursor, stop: [missing, "null", empty, same], page_size: 100, most_pages: 100000}
            records: {at: items}
            id: [id]
            time: {path: published, form: rfc3339}
            throttle: {status: [429], wait: [retry-after]}
            errors: {code: error.code, message: error.message, classes: {X: shrink}}
            """)
        let traits = scene.made.source.traits
        #expect(traits.hosts == ["api.example"])
        #expect(traits.paths == .init(id: ["id"], time: "published", zone: nil))
        #expect(traits.longest == 86_400_000_000_000)
        #expect(traits.oldest == 7_776_000_000_000_000)
        #expect(traits.youngest == 120_000_000_000)
        #expect(traits.margin == 3_600_000_000_000)
        #expect(traits.scopes == [.init(field: "app", value: "login")])
        #expect(traits.pageSizes == [100])
        #expect(scene.made.client.errors.classes == ["X": .fail(.shrink)])
        #expect(scene.made.client.errors.codePaths == ["error.code"])
    }
}

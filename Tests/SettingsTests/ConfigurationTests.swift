import AuditModel
import Settings
import Testing

/// The whole file as values, and its mistakes.
struct ConfigurationTests {
    @Test func everyKeyArrives() throws {
        let read = try ConfigurationTexts.read(ConfigurationTexts.full)
        #expect(read.file == "siemgap.yaml" && read.state == ".siemgap")
        #expect(read.network.proxy == "http://proxy.example:3128" && read.network.authorities == ["F"])
        #expect(read.network.connect == 5_000_000_000 && read.network.head == 6_000_000_000)
        #expect(read.network.idle == 7_000_000_000 && read.network.total == 480_000_000_000)
        #expect(read.network.largest == 9 << 20)
        #expect(read.recordings.keep == 30 * 86_400_000_000_000 && read.recordings.most == 50 << 30)
        #expect(read.sources.map(\.name) == ["m365"] && read.source(named: "m365")?.type == "o365-management")
        #expect(read.source(named: "m365")?.mark.text == "siemgap.yaml:6:3")
        #expect(read.siems.map(\.type) == ["elasticsearch", "file", "none"])
        #expect(read.siem(named: "lake")?.paths == ["exports/*.csv"])
        #expect(read.siem(named: "collector")?.deliver != nil && read.siem(named: "elastic")?.deliver == nil)
    }

    @Test func everyKeyOfAnAuditArrives() throws {
        let read = try ConfigurationTexts.read(ConfigurationTexts.full)
        let weekly = try #require(read.audit(named: "weekly"))
        #expect(weekly.source == ["archive/m365"] && weekly.siem == ["elastic"] && weekly.tolerance == .events(0))
        #expect(weekly.last?.nanoseconds == 7 * 86_400_000_000_000 && weekly.last?.unit == .days)
        #expect(weekly.given.map(\.key) == ["source", "siem", "last", "tolerance"])
        #expect(weekly.given[2].text == "7d" && weekly.given[2].mark.line == 15)
        let window = try #require(read.audit(named: "window"))
        #expect(window.source == ["m365", "./more"] && window.siem == ["lake"])
        #expect(window.from == 1_794_182_400_000_000_000 && window.to == 1_794_787_200_000_000_000)
        #expect(window.settle == 86_400_000_000_000 && window.timeTolerance == 1_000_000_000)
        #expect(window.sourceSettings.format == "o365-management" && window.sourceSettings.id == ["Id"])
        #expect(window.sourceSettings.time == "CreationTime" && window.sourceSettings.zone == "UTC")
        #expect(window.siemSettings.format == "csv" && window.siemSettings.id == ["\"a,b\".c"])
        #expect(window.siemSettings.time == "@timestamp" && window.siemSettings.zone == "Europe/Berlin")
        #expect(
            window.conditions == [
                FieldCondition(field: .column("operation"), value: "Send"),
                FieldCondition(field: .paths(authority: "A", siem: "B"), value: "5"),
            ])
        #expect(window.match == ["UserId", "Operation"] && window.tolerance == .perMillion(20) && window.pulls == 2)
        #expect(window.expectEmpty == false && window.exitZeroOnGaps == true && window.memory == 1 << 30)
        #expect(window.noInputDigest == true && window.redact == true)
        #expect(window.watch.map(\.name) == ["mailbox rules"])
        let accepted = try #require(window.accept.first)
        #expect(accepted.reason == "not collected" && accepted.owner == "security")
        #expect(accepted.until == 1_798_761_600_000_000_000)
    }

    @Test func theContractsExampleIsRead() throws {
        let read = try ConfigurationTexts.read(
            """
            schema: 1
            state: .siemgap
            sources:
              m365:
                type: o365-management            # graph-sign-ins
                tenant: contoso.example          # github-audit
                client_id: 4b7a0000-0000-4000-8000-000000009c02
                client_secret: {env: M365_CLIENT_SECRET}        # or certificate: {file: app.pem, key: {file: app.key}}
                cloud: worldwide                 # gcc gcc-high dod china; or login_url and base_url
                content_types: [Audit.AzureActiveDirectory, Audit.Exchange, Audit.SharePoint, Audit.General, DLP.All]
                limits: {requests: 2000, per: 1m, in_flight: 16}
            siems:
              elastic: {type: elasticsearch, url: https://elastic.example:9200, api_key: {env: ELASTIC_KEY}, index: logs-o365*}
              splunk:
                type: splunk
                url: https://splunk.example:8089
                token: {env: SPLUNK_TOKEN}
                search: index=o365
                deliver: {type: hec, url: https://splunk.example:8088, token: {env: HEC_TOKEN}, index: o365}
              lake: {type: file, path: exports/*.csv}
              collector: {type: none, deliver: {type: syslog, url: tls://logs.example:6514, framing: octet-counting, tls: {ca: {file: F}, certificate: {file: F}, key: {file: F}}}}
            audits:
              weekly: {source: archive/m365, siem: elastic, last: 7d, tolerance: 0}
              window: {source: m365, siem: elastic, last: 5d, settle: 24h, pulls: 2, watch: [{name: mailbox rules, where: {operation: New-InboxRule}}],
                       accept: [{where: {scope: Yammer}, from: 2026-11-01, to: 2026-12-01, reason: R, owner: O, until: 2026-11-17}]}
            """)
        #expect(read.sources.count == 1 && read.siems.count == 4 && read.audits.count == 2)
        #expect(read.network == NetworkSettings() && read.recordings == RecordingRetention())
    }

    private static let sides =
        "siems: {s: {type: file, path: x}, c: {type: none, deliver: {type: hec}}}\nsources: {m365: {type: t}}\n"

    @Test(arguments: [
        ("state: x", "1:1 schema is missing"), ("schema: 2", "1:9 schema: this version reads schema 1, not 2"),
        ("schema: 1\nsource: {}", "2:1 unknown key \"source\""), ("schema: 1\n? [a]\n: 1", "2:3 a key must be a text"),
        ("schema: 1\nnetwork: {conect: 1s}", "2:11 unknown key \"conect\" in network"),
        ("schema: 1\nnetwork: {idle: 0s}", "2:17 network.idle: no time at all is too little"),
        ("schema: 1\nnetwork: {proxy: 'http://u:p@x'}", "2:18 network.proxy: an address may not hold"),
        ("schema: 1\nnetwork: {proxy: x}", "2:18 network.proxy: this is no URL"),
        ("schema: 1\nsources: {a b: {type: x}}", "2:11 \"a b\" is not a name"),
        ("schema: 1\nsources: {a: {}}", "2:14 sources.a: type is missing"),
        ("schema: 1\nsources: {a: x}", "2:14 sources.a must be a mapping"),
        ("schema: 1\nsources: {a: {type: x, token: t}}", "2:31 a secret may not be written here"),
        (
            "schema: 1\nsources: {a: {type: x, base_url: 'https://u:p@h'}}",
            "2:34 sources.a.base_url: an address may not"
        ),
        ("schema: 1\nsiems: {a: {type: file}}", "2:12 siems.a.path: type file needs a path"),
        ("schema: 1\nsiems: {a: {type: file, path: x, pth: y}}", "2:34 unknown key \"pth\" in siems.a"),
        ("schema: 1\nsiems: {a: {type: none}}", "2:12 siems.a: type none needs deliver"),
        ("schema: 1\nsiems: {a: {type: x, deliver: {type: hek}}}", "2:38 siems.a.deliver.type: \"hek\" is none of"),
        ("schema: 1\nsiems: {a: {type: x, deliver: {type: hec, token: t}}}", "2:50 a secret may not be written here"),
        ("audits: {a: {siem: s}}", "audits.a: source is missing"),
        ("audits: {a: {source: [], siem: s}}", "source is missing"),
        ("audits: {a: {source: m356, siem: s}}", "4:22 audits.a.source: there is no \"m356\" under sources"),
        ("audits: {a: {source: m365, siem: t}}", "4:34 audits.a.siem: there is no \"t\" under siems"),
        ("audits: {a: {source: m365, siem: c}}", "audits.a.siem: \"c\" can be sent to, not asked"),
        ("audits: {a: {source: m365, siem: s, last: 7d, from: 2026-01-01}}", "exclude each other"),
        ("audits: {a: {source: m365, siem: s, last: 0d}}", "this is no time"),
        ("audits: {a: {source: m365, siem: s, from: 2026-02-01, to: 2026-02-01}}", "it is not after from"),
        ("audits: {a: {source: m365, siem: s, where: {Operation: x}}}", "\"Operation\" is not a column both sides"),
        ("audits: {a: {source: m365, siem: s, where: {}}}", "there is no condition"),
        ("audits: {a: {source: m365, siem: s, match: 'a,b'}}", "\"a,b\" is not a field path"),
        ("audits: {a: {source: m365, siem: s, tolerance: 2%}}", "\"2%\" is not a tolerance"),
        ("audits: {a: {source: m365, siem: s, tolerance: 1000001ppm}}", "is not a tolerance"),
        ("audits: {a: {source: m365, siem: s, pulls: 0}}", "at least one is needed"),
        ("audits: {a: {source: m365, siem: s, memory: 1MiB}}", "this is too little"),
        ("audits: {a: {source: m365, siem: s, tolerence: 0}}", "unknown key \"tolerence\" in audits.a"),
        ("audits: {a: {source: m365, siem: s, watch: [{where: {user: x}}]}}", "audits.a.watch[1]: name is missing"),
        ("audits: {a: {source: m365, siem: s, watch: [{name: x}]}}", "audits.a.watch[1]: where is missing"),
        (
            "audits: {a: {source: m365, siem: s, accept: [{where: {user: x}, reason: r, owner: o}]}}",
            "or until is missing"
        ),
        (
            "audits: {a: {source: m365, siem: s, accept: [{reason: r, owner: o, until: 2027-01-01}]}}",
            "accept everything"
        ),
        (
            "audits: {a: {source: m365, siem: s, accept: [{where: {user: x}, reason: r, owner: o, until: 2026-11-16}]}}",
            "this entry expired on 2026-11-17T00:00:00Z"
        ),
    ])
    func mistakesAreToldWithTheirPlace(text: String, expected: String) {
        let whole = text.hasPrefix("audits") ? "schema: 1\n" + Self.sides + text : text
        let problems = ConfigurationTexts.problems(whole)
        #expect(problems.count == 1 && problems[0].contains(expected), "\(problems)")
    }

    @Test func mistakesOfAllPartsAreToldTogetherInFileOrder() {
        let problems = ConfigurationTexts.problems(
            """
            schema: 1
            network: {conect: 1s, idle: x}
            sources:
              a: {type: x, token: hunter2}
              b: {}
            audits:
              w: {source: a, siem: c, last: 7x, tolerence: 0}
            """)
        #expect(
            problems == [
                "siemgap.yaml:2:11 unknown key \"conect\" in network",
                "siemgap.yaml:2:29 network.idle: \"x\" is not a duration",
                "siemgap.yaml:4:23 a secret may not be written here", "siemgap.yaml:5:6 sources.b: type is missing",
                "siemgap.yaml:7:24 audits.w.siem: there is no \"c\" under siems",
                "siemgap.yaml:7:33 audits.w.last: \"7x\" is not a duration",
                "siemgap.yaml:7:37 unknown key \"tolerence\" in audits.w",
            ])
    }

    @Test(arguments: ["exports/*.csv", "./m365", "-", "a.ndjson", "/tmp", "*.gz"]) func pathsNeedNoName(spec: String)
        throws
    {
        let text = "schema: 1\naudits: {a: {source: '\(spec)', siem: '\(spec)'}}\n"
        #expect(try ConfigurationTexts.read(text).audits[0].source == [spec])
    }

    @Test func anEntryIsAcceptedUntilItsDayEnds() throws {
        func audit(_ until: String) -> String {
            "schema: 1\naudits: {a: {source: ./a, siem: ./b, accept: [{to: 2026-01-01, reason: r, owner: o, until: \(until)}]}}"
        }
        #expect(try ConfigurationTexts.read(audit("2026-11-17")).audits[0].accept.count == 1)
        #expect(try ConfigurationTexts.read(audit("2026-11-17T08:02:12Z")).audits[0].accept.count == 1)
        #expect(ConfigurationTexts.problems(audit("2026-11-17T08:02:11Z")).count == 1)
    }

    @Test func rulesOfTypesAreHeldAgainstAllSourcesAndSIEMs() throws {
        let read = try ConfigurationTexts.read(ConfigurationTexts.full)
        var rules = ConfigurationRules()
        try read.check(rules)
        rules.checkSource = { source throws(SettingsFault) in try source.map().finish() }
        rules.checkSIEM = { siem throws(SettingsFault) in try siem.map().finish() }
        let strict = rules
        let fault = try #require(throws: SettingsFault.self) { try read.check(strict) }
        #expect(
            fault.issues.map(\.what) == [
                "unknown key \"tenant\" in sources.m365", "unknown key \"client_secret\" in sources.m365",
                "unknown key \"url\" in siems.elastic", "unknown key \"api_key\" in siems.elastic",
                "unknown key \"path\" in siems.lake",
            ])
    }
}

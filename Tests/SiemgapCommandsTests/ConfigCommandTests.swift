import Foundation
import Settings
import TestKit
import Testing

@testable import SiemgapCommands

/// `siemgap config`, words in, text and exit status out.
struct ConfigCommandTests {
    private static func run(_ arguments: [String], _ environment: [String: String] = [:]) async -> (Int32, CapturedRun)
    {
        let captured = CapturedRun()
        let context = captured.runContext(environment: environment)
        return (await captured.run(["config"] + arguments, in: context), captured)
    }

    @Test func whatInitWritesIsValid() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/siemgap.yaml"
        let (written, first) = await Self.run(["init", "--config", path])
        #expect(written == 0 && first.output == "config\twritten\t\(path)\n")
        #expect(try folder.text(of: "siemgap.yaml") == ConfigurationStarter.text)
        let (valid, second) = await Self.run(["validate", "-c", path])
        #expect(valid == 0)
        #expect(
            second.output == """
                config\tvalid\t\(path)
                source\tm365\to365-management
                siem\texport\tfile
                audit\tweekly\tm365\texport

                """)
    }

    @Test func initTouchesNothingThatExists() async throws {
        let folder = try ScratchFolder()
        try folder.write("mine", to: "siemgap.yaml")
        let (status, captured) = await Self.run(["init", "--config", folder.path + "/siemgap.yaml"])
        #expect(status == 64 && captured.errors.hasPrefix("error E-EXISTS: "))
        #expect(try folder.text(of: "siemgap.yaml") == "mine" && folder.names() == ["siemgap.yaml"])
    }

    @Test func humanTextAndJSONSayTheSame() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/a.yaml"
        try folder.write(ConfigurationStarter.text, to: "a.yaml")
        let (_, human) = await Self.run(["validate", "-f", "human"], ["SIEMGAP_CONFIG": path])
        #expect(
            human.output == """
                \(path) is valid
                 source  m365    o365-management
                 siem    export  file
                 audit   weekly  m365 against export

                """)
        let (_, json) = await Self.run(["validate", "-f", "json"], ["SIEMGAP_CONFIG": path])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(object["valid"] as? Bool == true && object["file"] as? String == path)
        #expect((object["audits"] as? [[String: Any]])?.first?["siem"] as? [String] == ["export"])
    }

    @Test func everyMistakeIsToldAndNoSecretRepeated() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/a.yaml"
        try folder.write("schema: 1\nsources:\n  a: {type: x, token: hunter2}\nzzz: 1\n", to: "a.yaml")
        let (status, captured) = await Self.run(["validate", "--config", path, "--format", "json"])
        #expect(status == 64 && captured.output == "")
        let lines = captured.errors.split(separator: "\n").map(String.init)
        #expect(lines[0] == "error E-CONFIG: a secret may not be written here")
        #expect(lines[1] == "  where   \(path):3:23")
        #expect(lines.contains("error E-CONFIG: unknown key \"zzz\""))
        #expect(lines.contains("  effect  2 errors; nothing was read or contacted (exit 64)"))
        #expect(lines.last?.hasPrefix("{\"type\":\"error\",\"code\":\"E-CONFIG\",\"exit_code\":64,") == true)
        #expect(!captured.errors.contains("hunter2"))
    }

    /// Entries and the beginnings of all that is wrong with them, in the order of the file.
    private static let entries: [(text: String, mistakes: [String])] = [
        (
            "sources:\n  a:\n    type: o365-management\n    tenant: contoso.example\n    client_id: x\n    cloud: moon\n    zzz: 1\n",
            ["sources.a: ", "sources.a.cloud: ", "unknown key \"zzz\""]
        ),
        (
            "siems:\n  s:\n    type: splunk\n    url: nowhere\n    search: index=a | head 5\n    cap: 1\n    page_size: 0\n"
                + "    timeout: soon\n    token: {env: T}\n    zzz: 1\n",
            [
                "siems.s.url: it is no", "siems.s.search: pipes", "siems.s.cap: at least", "siems.s.page_size: 1 to",
                "siems.s.timeout: ", "unknown key \"zzz\"",
            ]
        ),
        (
            "siems:\n  s: {type: splunk, token: {env: T}, zzz: 1}\n",
            ["siems.s: url is missing", "siems.s: search is missing", "unknown key \"zzz\""]
        ),
        (
            "siems:\n  s:\n    type: elasticsearch\n    url: https://elastic.example:9200\n    index: a\n    api_key: {env: K}\n"
                + "    page_size: many\n    widen: 5\n",
            ["siems.s.page_size: a whole number", "siems.s.widen: "]
        ),
    ]

    @Test(arguments: Self.entries.indices)
    func everyMistakeOfAnEntryIsTold(_ number: Int) async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/a.yaml"
        try folder.write("schema: 1\n" + Self.entries[number].text, to: "a.yaml")
        let captured = CapturedRun()
        let context = CommandContext(
            run: captured.runContext(), audit: Wiring.audit, inspect: Wiring.inspect, configurationRules: Wiring.rules)
        let status = await EntryPoint.run(["config", "validate", "--config", path], in: context)
        let told = captured.errors.split(separator: "\n").filter { $0.hasPrefix("error E-CONFIG: ") }
            .map { String($0.dropFirst("error E-CONFIG: ".count)) }
        let mistakes = Self.entries[number].mistakes
        #expect(status == 64 && told.count == mistakes.count, "\(captured.errors)")
        #expect(zip(told, mistakes).allSatisfy { $0.hasPrefix($1) }, "\(captured.errors)")
    }

    @Test func aNamedFileThatIsNotThereIs64() async {
        let (status, captured) = await Self.run(["validate", "--config", "/nonexistent/a.yaml"])
        #expect(status == 64 && captured.errors.hasPrefix("error E-CONFIG: there is no file /nonexistent/a.yaml\n"))
    }

    @Test func theSchemaIsOneDocument() async throws {
        let (status, captured) = await Self.run(["schema"])
        #expect(status == 0 && captured.output == ConfigurationSchema.text(sources: [:], siems: [:]))
    }

    @Test func withoutAWordItExplainsItself() async {
        let (status, captured) = await Self.run([])
        #expect(status == 0 && captured.output.contains("siemgap config init") && captured.errors == "")
    }
}

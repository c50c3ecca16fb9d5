import AuditModel
import Auditing
import ExportReaders
import FileAccess
import Foundation
import Reports
import TestKit
import Testing

@testable import ExportReaders
@testable import SiemgapCommands

/// Words in, text and exit status out.
struct EntryPointTests {
    static let sides = ["audit", "--source", "a", "--siem", "b"]

    @Test(
        arguments: [
            (CannedReports.complete, [], 0), (CannedReports.gaps, [], 1), (CannedReports.inconclusive, [], 2),
            (CannedReports.gaps, ["--exit-zero-on-gaps"], 0), (CannedReports.inconclusive, ["--exit-zero-on-gaps"], 2),
        ] as [(AuditReport, [String], Int32)])
    func statusFollowsTheVerdict(report: AuditReport, flags: [String], status: Int32) async {
        let captured = CapturedRun()
        #expect(await captured.run(Self.sides + flags, audit: { report }) == status)
        #expect(captured.output.hasPrefix("verdict\t\(report.verdict.rawValue)\t\(report.verdict.exitCode)\n"))
        #expect(captured.errors == "")
    }

    @Test func aTerminalGetsTheSummaryAndAPipePlainLines() async {
        let captured = CapturedRun()
        let terminal = captured.runContext(onTerminal: true, environment: ["NO_COLOR": "1", "LANG": "C.UTF-8"])
        #expect(await captured.run(Self.sides, in: terminal, audit: { CannedReports.gaps }) == 1)
        #expect(captured.output.contains("GAPS FOUND") && captured.output.contains("▅"))
        #expect(captured.output.hasSuffix("gaps (exit 1)\n"))
        #expect(!captured.output.contains("\u{1B}"))
        #expect(captured.errors.hasSuffix("\r\u{1B}[K"))
    }

    @Test(
        arguments: [
            (["NO_COLOR": ""], "auto", true), (["NO_COLOR": "1"], "auto", false), (["TERM": "dumb"], "auto", false),
            (["NO_COLOR": "1"], "always", true), ([:], "never", false),
        ] as [([String: String], String, Bool)])
    func colours(environment: [String: String], flag: String, isColoured: Bool) async {
        let captured = CapturedRun()
        let context = captured.runContext(onTerminal: true, environment: environment)
        _ = await captured.run(Self.sides + ["--color", flag], in: context)
        #expect(captured.output.contains("\u{1B}[1;34m") == isColoured)
    }

    @Test func jsonIsTheReportAndNothingElse() async {
        let captured = CapturedRun()
        #expect(await captured.run(Self.sides + ["-f", "json"], audit: { CannedReports.gaps }) == 1)
        #expect(captured.output == JSONReport().text(of: CannedReports.gaps, in: Presentation()))
    }

    @Test func everyOptionArrives() async throws {
        let captured = CapturedRun()
        let arguments = [
            "audit", "--source", "a", "--source", "b", "--siem", "-", "--from", "2026-11-09", "--to",
            "2026-11-16T00:00:00Z", "--settle", "24h", "--where", "operation=Send", "--source-format", "ndjson",
            "--source-id", "Id,x", "--source-time", "t", "--source-zone", "UTC", "--siem-format", "csv", "--siem-id",
            "i", "--siem-time", "u", "--siem-zone", "+02:00", "--match", "a,b", "--time-tolerance", "1s",
            "--tolerance", "20ppm", "--expect-empty", "--exit-zero-on-gaps", "--memory", "64MiB", "--no-input-digest",
            "--name", "weekly", "-o", "out", "-f", "plain", "-q", "-v", "--color", "never", "--progress", "never",
            "--no-input",
        ]
        #expect(await captured.run(arguments) == 0)
        let request = try #require(captured.request)
        #expect(request.authority.specs == ["a", "b"] && request.siem.specs == ["-"])
        #expect(request.window == .bounds(from: 1_794_182_400_000_000_000, to: 1_794_787_200_000_000_000))
        #expect(request.settle == 86_400_000_000_000 && request.timeTolerance == 1_000_000_000)
        #expect(request.authority.idPaths == ["Id", "x"] && request.siem.idPaths == ["i"])
        #expect(request.authority.zone == "UTC" && request.siem.zone == "+02:00" && request.match == ["a", "b"])
        #expect(request.tolerance == .perMillion(20) && request.expectsEmpty && !request.digestsInputs)
        #expect(request.memoryBytes == 64 << 20 && request.name == "weekly" && request.outFolder == "out")
        #expect(request.settings.contains(.init(name: "tolerance", value: "20ppm", origin: "flag")))
    }

    @Test func defaultsAreRecordedAsSuch() async throws {
        let captured = CapturedRun()
        _ = await captured.run(Self.sides)
        let request = try #require(captured.request)
        #expect(request.settings.contains(.init(name: "memory", value: "512MiB", origin: "default")))
        #expect(request.window == .authorityEvents && request.settle == nil && request.tolerance == .events(0))
    }

    @Test(arguments: [
        (["adit"], "there is no command \"adit\"", "did you mean siemgap audit?"),
        (["audit", "--siem", "b"], "--source is missing", "--source"),
        (["audit", "--source", "a"], "--siem is missing", "--siem"),
        (["audit", "--source", "-", "--siem", "-"], "standard input can be one input only", "file"),
        (sides + ["--sorce", "x"], "--sorce", "siemgap audit --help"),
        (sides + ["stray"], "there is no audit \"stray\"", "siemgap config init"),
        (sides + ["--last", "7d", "--from", "2026-11-09"], "exclude each other", "--last"),
        (sides + ["--from", "2026-11-09", "--to", "2026-11-09"], "--to is not after --from", "excludes"),
        (sides + ["--memory", "1MiB"], "--memory 1MiB is too little", "64MiB"),
        (sides + ["--where", "Operation=x"], "\"Operation\" is not a column", "did you mean operation?"),
        (sides + ["--format", "csv"], "--format csv is not available", "human plain json markdown"),
        (sides + ["--format", "xml"], "xml", "siemgap audit --help"), (["inspect"], "files", "siemgap inspect --help"),
        (["explain", "E-DISC"], "there is no code \"E-DISC\"", "did you mean siemgap explain E-DISK?"),
    ])
    func wrongUseIs64(arguments: [String], what: String, fix: String) async throws {
        let captured = CapturedRun()
        #expect(await captured.run(arguments) == 64)
        #expect(captured.output == "" && captured.request == nil)
        let lines = captured.errors.split(separator: "\n")
        #expect(try #require(lines.first).hasPrefix("error E-"))
        #expect(captured.errors.contains(what), "\(captured.errors)")
        #expect(try #require(lines.last).hasPrefix("  fix     ") && captured.errors.contains(fix), "\(captured.errors)")
    }

    @Test func anErrorUnderJSONEndsWithOneObject() async throws {
        let captured = CapturedRun()
        let failure = FileFailure(step: "write", path: "reports/x", errorNumber: 28)
        #expect(await captured.run(Self.sides + ["--format=json"], audit: { throw failure }) == 2)
        let last = try #require(captured.errors.split(separator: "\n").last)
        #expect(
            last == """
                {"type":"error","code":"E-DISK","exit_code":2,"message":"cannot write reports/x",\
                "fix":"free space there, or name a folder on another disk with --out"}
                """)
        #expect(captured.output == "")
    }

    @Test func anErrorHasItsLinesInOrder() async {
        let captured = CapturedRun()
        let problem = Problem(
            .error, "E-FILE", "cannot read \u{1B}[2J", place: "w", said: "s", means: "m", effect: "e", fix: "f")
        _ = await captured.run(Self.sides, audit: { throw Planned(problem: problem) })
        #expect(
            captured.errors == """
                error E-FILE: cannot read \\u001b[2J
                  where   w
                  said    s
                  means   m
                  effect  e
                  fix     f

                """)
    }

    @Test func unexpectedErrorsAndCancellation() async {
        let captured = CapturedRun()
        struct Odd: Error {}
        #expect(await captured.run(Self.sides, audit: { throw Odd() }) == 2)
        #expect(captured.errors.hasPrefix("error E-INTERNAL: "))
        #expect(await captured.run(Self.sides, audit: { throw CancellationError() }) == 130)
        #expect(captured.errors.contains("error E-INTERRUPTED: "))
    }

    @Test func aClosedPipeEndsQuietly() async {
        let captured = CapturedRun()
        #expect(await captured.run(Self.sides, in: captured.runContext(outputIsClosed: true)) == 141)
        #expect(await captured.run(["--help"], in: captured.runContext(outputIsClosed: true)) == 141)
        #expect(captured.errors == "")
    }

    @Test func warningsGiveWayToQuietAndNotesNeedVerbose() async {
        func errors(_ flags: [String]) async -> String {
            let captured = CapturedRun()
            var report = CannedReports.complete
            report.problems = [Problem(.warning, "W-THROTTLED", "slow"), Problem(.note, "E-FILE", "odd")]
            let told = report
            _ = await captured.run(Self.sides + flags, audit: { told })
            return captured.errors
        }
        #expect(await errors([]) == "warning W-THROTTLED: slow\n")
        #expect(await errors(["--quiet"]) == "")
        #expect(await errors(["--verbose"]) == "warning W-THROTTLED: slow\nnote E-FILE: odd\n")
    }

    @Test func helpShowsExamplesThenFlagsThenExitCodes() async throws {
        for command in [["--help"], ["audit", "--help"], ["inspect", "-h"], ["help", "explain"]] {
            let captured = CapturedRun()
            #expect(await captured.run(command) == 0)
            let examples = try #require(captured.output.range(of: "EXAMPLES"))
            let flags = try #require(captured.output.range(of: "--help"))
            let codes = try #require(captured.output.range(of: "EXIT CODES"))
            #expect(examples.upperBound < flags.lowerBound && flags.upperBound < codes.lowerBound)
        }
        let captured = CapturedRun()
        #expect(await captured.run([]) == 0)
        #expect(captured.output == HelpText.short)
        #expect(await captured.run(["--version"]) == 0)
        #expect(captured.output.hasSuffix("siemgap 0.1.0\n"))
    }

    @Test(arguments: [
        ("audit --help", "human plain json markdown junit github", "  1    gaps: events are missing"),
        ("runs compare --help", "human plain json", "  0    nothing new is missing\n  1    events are missing that"),
        ("help inspect", "human plain json", "  0    id and time were found in every file\n  2  "),
        ("collect -h", "human plain ndjson", "  0    a clean stop, or with --once a whole round\n  2  "),
        ("simulate --help", "human plain json", "EXIT CODES\n  2  "),
    ])
    func helpEndsWithTheCommandsOwnFormatsAndExitCodes(words: String, formats: String, codes: String) async {
        let captured = CapturedRun()
        #expect(await captured.run(words.split(separator: " ").map(String.init)) == 0)
        #expect(captured.output.contains("FORMATS\n  \(formats)\n\nEXIT CODES\n"), "\(captured.output)")
        #expect(captured.output.contains(codes) && !captured.output.contains("(values: human"))
    }

    @Test func inspectTellsOfUnusableFiles() async throws {
        var file = ExportInspection(path: "a\u{1B}.csv")
        file.refusal = "the file is empty"
        let captured = CapturedRun()
        #expect(await captured.run(["inspect", "a", "-f", "human"], inspect: [file]) == 2)
        #expect(captured.output.hasPrefix("a\\u001b.csv\n  not read   the file is empty\n"), "\(captured.output)")
        file.refusal = nil
        file.layout = .lines
        let records = [#"{"Id":"x1","CreationTime":"2026-11-14T02:00:00","Operation":"a","Workload":"Exchange"}"#]
        let sample = FileSample(
            records: .json(records.map { Array($0.utf8) }), layout: .lines, fileName: "a.ndjson")
        file.choice = try FieldChooser(sample: sample).choose()
        #expect(await captured.run(["inspect", "a", "-f", "json"], inspect: [file]) == 0)
    }

    private struct Planned: Error, Explained {
        let problem: Problem
        let exitCode = 2
    }
}

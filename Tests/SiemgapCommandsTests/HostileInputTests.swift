import TestKit
import Testing

/// Inputs and surroundings that go wrong, met by the built program: a clear answer, the right status, nothing left over.
struct HostileInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Shell lines that make the input; `gen N` writes N good records.
        let make: String
        let words: String
        let status: Int32
        /// Must occur in what the program says, or in the report.
        let says: String
        var testDescription: String { name }

        init(_ name: String, make: String = "", _ words: String, _ status: Int32, says: String = "") {
            (self.name, self.make, self.words, self.status, self.says) = (name, make, words, status, says)
        }
    }

    private static let setUp = """
        export TMPDIR=$PWD/spills; mkdir spills
        gen() { for ((i = 1; i <= $1; i++)); do printf \
        '{"Id":"4b7a0000-0000-4000-8000-%012d","CreationTime":"2026-11-14T02:%02d:%02d","Operation":"Send","RecordType":2}\\n' \
        $i $((i / 60 % 60)) $((i % 60)); done; }
        gen 100 > a.ndjson
        audit() { "$program" audit --out run "$@"; }
        program=$0

        """

    @Test(arguments: inputs) func isAnswered(input: Case) throws {
        let folder = try ScratchFolder()
        let line = Self.setUp + input.make + "\naudit --source a.ndjson " + input.words
        let result = try BuiltProgram.shell(line, in: folder)
        #expect(result.status == input.status, "\(result.errors)\(result.output)")
        let said = result.errors + result.output
        #expect(said.contains(input.says), "\(said)")
        #expect(try BuiltProgram.shell("ls -A spills", in: folder).output == "")
        let left = try BuiltProgram.shell("ls -A run | wc -l", in: folder).output
        #expect(
            ["13\n", "0\n"].contains(left) || input.name.hasPrefix("a taken"), "a run's folder is whole or not there")
    }

    /// Risk detections, some detected in 1680 and some in 2261; the SIEM has 80 of 100.
    private static let detections = """
        for ((i = 1; i <= 100; i++)); do
        year=2026; ((i % 7 == 0)) && year=1680; ((i % 7 == 1)) && year=2261
        printf '{"id":"4b7a%060d","activityDateTime":"2026-11-14T02:%02d:00Z","detectedDateTime":"%d-11-14T03:00:00Z",' \
        $i $((i / 2)) $year
        printf '"riskEventType":"unfamiliarFeatures"}\\n'; done > a.ndjson
        sed '20,39d' a.ndjson > s.ndjson
        """

    private static let inputs: [Case] = [
        Case("a folder", make: "mkdir f; cp a.ndjson f; touch f/x.md", "--siem f", 0, says: "W-NOT-READ"),
        Case("a folder without events", make: "mkdir f", "--siem f", 64, says: "E-INPUT-EMPTY"),
        Case("nothing", "--siem nothing.csv", 64, says: "E-INPUT-MISSING"),
        Case("a glob that matches nothing", "--siem '*.none'", 64, says: "nothing matches"),
        Case("a pipe", make: "mkfifo p; cat a.ndjson > p &", "--siem p", 0),
        Case("standard input", make: "exec < a.ndjson", "--siem -", 0),
        Case("an empty file", make: ": > e", "--siem e", 2, says: "empty-side"),
        Case("two empty files", make: ": > e; : > a.ndjson", "--siem e", 2, says: "both-empty"),
        Case(
            "a Splunk export that says it holds nothing", make: #"echo '{"preview":false,"lastrow":true}' > s.json"#,
            "--siem s.json", 2, says: "empty-side"),
        Case("a header only", make: "echo Id,CreationTime > h.csv", "--siem h.csv", 2, says: "empty-side"),
        Case(
            "events dated centuries apart",
            make:
                "sed -i '3s/2026/1678/;7s/2026/2261/;9s/2026/1970/' a.ndjson; sed '3d;5d;7d;20,40d' a.ndjson > s.ndjson",
            "--siem s.ndjson", 1, says: "missing=24"),
        Case(
            "the same events dated centuries apart on the two sides",
            make:
                "sed -i '3s/2026/1678/;90s/2026/2261/' a.ndjson; sed '1,50s/2026/2261/;51,99s/2026/1678/' a.ndjson > s.ndjson",
            "--siem s.ndjson", 0, says: "time_differs=97"),
        Case(
            "detections seen centuries from when they happened", make: detections, "--siem s.ndjson", 1,
            says: "missing=20"),
        Case("one quote", make: "printf '\"' > q.csv", "--siem q.csv", 2),
        Case("a zip", make: "printf 'PK\\003\\004aaaaaaaaaaaaaaaa' > z", "--siem z", 2, says: "E-FILE-FORMAT"),
        Case(
            "a line of 200 MB",
            make:
                "{ gen 100; printf '{\"X\":\"'; head -c 200000000 /dev/zero | tr '\\0' x; printf '\"}\\n'; gen 1; } > l",
            "--siem l --memory 64MiB", 0),
        Case(
            "100,000 levels",
            make: """
                { gen 99; printf '{"Id":"4b7a0000-0000-4000-8000-000000000100","CreationTime":"2026-11-14T02:01:40","D":'
                head -c 100000 /dev/zero | tr '\\0' '['; head -c 100000 /dev/zero | tr '\\0' ']'; echo '}'; } > d
                """, "--siem d", 0),
        Case(
            "a NUL byte", make: #"{ gen 100; printf '{"Id":"x\0y","CreationTime":"2026-11-14T02:01:40"}\n'; } > n"#,
            "--siem n", 0),
        Case(
            "bad UTF-8",
            make: #"{ gen 100; printf '{"Id":"b","CreationTime":"2026-11-14T02:01:40","U":"\377"}\n'; } > u"#,
            "--siem u --format json", 0, says: "W-ODD-BYTES"),
        Case("random bytes", make: "head -c 50000 /dev/urandom > b", "--siem b", 2, says: "E-"),
        Case("UTF-16", make: "iconv -t utf16 a.ndjson > w", "--siem w", 0),
        Case(
            "dates of two readings",
            make:
                #"{ echo Id,When; for i in 1 2 3 4 5 6 7 8; do echo "4b7a0000-0000-4000-8000-00000000000$i,0$i/0$((9-i))/2026 10:00:00"; done; } > m.csv"#,
            "--siem m.csv --siem-id Id --siem-time When", 2, says: "E-TIME-COLUMN"),
        Case("an unknown zone", "--siem a.ndjson --siem-zone Europe/Berln", 64, says: "E-TIME-ZONE"),
        Case(
            "an absent time field", "--siem a.ndjson --source-time Nope", 2,
            says: "no record of a.ndjson has a time at Nope"),
        Case(
            "an absent id field", "--siem a.ndjson --siem-id Nope", 2, says: "no record of a.ndjson has an id at Nope"),
        Case("a broken path", "--siem a.ndjson --siem-id a..b", 64, says: "E-PATH"),
        Case("a taken folder", make: "mkdir run; touch run/x", "--siem a.ndjson", 2, says: "E-EXISTS"),
        Case(
            "a limit on file size", make: "gen 3000 > a.ndjson; gen 5 > few; ulimit -f 100", "--siem few", 2,
            says: "E-DISK"),
    ]

    @Test func aFileThatShrinksIsCut() throws {
        let folder = try ScratchFolder()
        let line =
            Self.setUp + """
                gen 20000 > part; for i in {1..40}; do cat part; done > big; rm part
                audit --source a.ndjson --siem big 2> errors > output & pid=$!
                while [ ! -s output ] && kill -0 $pid 2> kill-errors; do truncate -s 100000 big; done
                wait $pid; status=$?; cat errors output; exit $status
                """
        let result = try BuiltProgram.shell(line, in: folder)
        #expect([0, 2].contains(result.status), "\(result.output)")
        #expect(try BuiltProgram.shell("ls -A spills", in: folder).output == "")
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("KILL", 137)] as [(String, Int32)])
    func aSignalLeavesNoHalfFile(signal: String, status: Int32) throws {
        let folder = try ScratchFolder()
        // The audit reads a pipe that is never closed, so that the signal always comes while it reads.
        let line =
            Self.setUp + """
                mkfifo endless; sleep 30 > endless & sleeper=$!
                cat a.ndjson > endless &
                "$program" audit --out run --source endless --siem a.ndjson 2> errors & pid=$!
                until [ -n "$(ls -l /proc/$pid/fd 2> no-such | grep endless)" ]; do :; done
                kill -\(signal) $pid; wait $pid; status=$?
                kill -KILL $sleeper; exit $status
                """
        let result = try BuiltProgram.shell(line, in: folder)
        #expect(result.status == status, "\(result.output) \(result.errors)")
        #expect(try BuiltProgram.shell("ls -A spills; ls -A run", in: folder).output == "")
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let line =
            Self.setUp + #"{ audit --source a.ndjson --siem a.ndjson; echo $? > status; } | true; cat status; ls run"#
        let result = try BuiltProgram.shell(line, in: try ScratchFolder())
        #expect(["141", "0"].contains(result.output.prefix { $0 != "\n" }), "\(result.output)")
        #expect(result.output.contains("report.json") && !result.errors.contains("error"))
    }
}

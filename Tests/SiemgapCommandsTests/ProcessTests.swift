import TestKit
import Testing

/// The built program, run as people run it.
struct ProcessTests {
    private func shell(_ line: String, in folder: ScratchFolder) throws -> BuiltProgram.Result {
        try BuiltProgram.shell(line, in: folder)
    }

    @Test func explainGoesToStandardOutput() throws {
        let result = try shell("\"$0\" explain E-DISK", in: try ScratchFolder())
        #expect(result.status == 0 && result.errors == "")
        #expect(result.output.hasPrefix("explanation\tE-DISK\tstorage ran out\t"))
    }

    @Test func wrongUseIs64AndLeavesNothing() throws {
        let folder = try ScratchFolder()
        let result = try shell("\"$0\" audit --source a --siem b --from 2026-11-09T10:00 --format json", in: folder)
        #expect(result.status == 64 && result.output == "")
        #expect(result.errors.hasPrefix("error E-TIME-ZONE: --from \"2026-11-09T10:00\" has no time zone\n"))
        #expect(
            result.errors.split(separator: "\n").last?.hasPrefix(
                #"{"type":"error","code":"E-TIME-ZONE","exit_code":64"#) == true)
        #expect(try folder.names() == [])
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-10-25 02:30", "(Europe/Berlin) that time occurs twice: 00:30:00Z and 01:30:00Z"),
        ("Europe/Berlin", "2026-03-29 02:30", "does not occur"),
        ("UTC", "2026-10-25 02:30", "that time is 2026-10-25T02:30:00Z"),
    ]) func readingsFollowTheMachinesZone(zone: String, time: String, words: String) throws {
        let result = try shell("TZ=\(zone) \"$0\" audit --source a --siem b --from '\(time)'", in: try ScratchFolder())
        #expect(result.status == 64 && result.errors.contains(words), "\(result.errors)")
    }

    @Test func aReaderThatLeavesEndsTheProgramQuietly() throws {
        let result = try shell("{ \"$0\" --help; echo $? >&2; } | true", in: try ScratchFolder())
        #expect(["141\n", "0\n"].contains(result.errors))
        let closed = try shell("exec 3< <(:); wait; \"$0\" --help > >(exec <&-; exit) ; true", in: try ScratchFolder())
        #expect(!closed.errors.contains("error"))
    }

    @Test func aFullDeviceIsAFailure() throws {
        let result = try shell("\"$0\" explain E-DISK > /dev/full", in: try ScratchFolder())
        #expect(result.status == 2)
        #expect(result.errors.hasPrefix("error E-DISK: cannot write the standard output\n"))
    }

    @Test func noWordsShowShortHelp() throws {
        let result = try shell("\"$0\"", in: try ScratchFolder())
        #expect(result.status == 0 && result.output.contains("siemgap audit --source"))
    }
}

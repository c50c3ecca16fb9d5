import AuditModel
import Auditing
import Testing

@testable import SiemgapCommands

struct ProgressPainterTests {
    let captured = CapturedRun()

    private func report(_ stage: ProgressReport.Stage, _ done: Int, known: Int? = 4_000_000, records: Int = 0)
        -> ProgressReport
    {
        ProgressReport(stage: stage, bytesDone: done, bytesKnown: known, records: records)
    }

    private func painter(_ mode: ProgressPainter.Mode) -> ProgressPainter {
        ProgressPainter(mode: mode, width: 80, context: captured.runContext(onTerminal: mode == .painted))
    }

    @Test func aTerminalIsPaintedAtOnceAndAtMostEightTimesASecond() {
        let painter = painter(.painted)
        for step in 0..<1000 {
            painter.update(report(.readingAuthority, step))
            captured.advance(milliseconds: 2)
        }
        let paints = captured.errors.split(separator: "\r").count
        #expect(captured.errors.hasPrefix("\rreading the authority   0 B of 4.0 MB\u{1B}[K"))
        #expect((14...17).contains(paints))
        painter.finish()
        #expect(captured.errors.hasSuffix("\r\u{1B}[K"))
        painter.update(report(.writing, 1))
        #expect(!captured.errors.contains("writing"))
    }

    @Test func shortRunsInAPipeSayNothing() {
        let painter = painter(.lines)
        painter.update(report(.readingAuthority, 1))
        captured.advance(milliseconds: 99)
        painter.update(report(.writing, 1))
        painter.finish()
        #expect(captured.errors == "")
    }

    @Test func aPipeGetsALineAStageAndOneInThirtySeconds() {
        let painter = painter(.lines)
        painter.update(report(.readingAuthority, 1_000_000, records: 1234))
        captured.advance(milliseconds: 100)
        painter.tick()
        for _ in 0..<310 {
            captured.advance(milliseconds: 100)
            painter.update(report(.readingAuthority, 2_000_000, records: 64_000))
        }
        painter.update(report(.comparing, 0, known: nil))
        #expect(
            captured.errors == """
                2026-11-17T08:02:11Z reading the authority   1.0 MB of 4.0 MB   1,234 records
                2026-11-17T08:02:11Z reading the authority   2.0 MB of 4.0 MB   64,000 records   2,126/s   about 30 s left
                2026-11-17T08:02:11Z comparing

                """)
    }

    @Test func jsonLines() {
        let painter = painter(.json)
        captured.advance(milliseconds: 200)
        painter.update(report(.readingSIEM, 5, known: nil, records: 2))
        painter.update(report(.readingSIEM, 6, known: nil, records: 3))
        #expect(
            captured.errors == """
                {"type":"progress","at":"2026-11-17T08:02:11.5Z","stage":"reading-siem","bytes":5,"bytes_known":null,"records":2}

                """)
    }

    @Test func statusIsToldInAnyMode() {
        let painter = painter(.none)
        painter.status()
        painter.update(report(.writing, 1, known: nil))
        painter.status()
        #expect(
            captured.errors == "2026-11-17T08:02:11Z starting\n2026-11-17T08:02:11Z writing the results   1 B\n")
    }

    @Test func messagesTakeThePlaceOfAPaintedLine() {
        let painter = painter(.painted)
        painter.update(report(.writing, 1, known: nil))
        painter.say("note\n")
        #expect(captured.errors.hasSuffix("\u{1B}[K\r\u{1B}[Knote\n"))
    }

    @Test(arguments: [
        (CommonOptions.Progress.auto, false, true, ProgressPainter.Mode.painted), (.auto, false, false, .lines),
        (.auto, true, true, .none), (.always, true, false, .lines), (.never, false, true, .none),
        (.json, true, false, .json),
    ]) func modes(
        choice: CommonOptions.Progress, quiet: Bool, canRepaint: Bool, expected: ProgressPainter.Mode
    ) {
        #expect(ProgressPainter.mode(choice, quiet: quiet, canRepaint: canRepaint) == expected)
    }
}

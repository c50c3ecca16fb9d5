import EventSources
import Testing

/// Instants in, the texts that questions carry out.
struct TimeFormTests {
    /// 2026-01-01T00:15:41.619583399Z, and an instant before the epoch.
    static let instant: Int64 = 1_767_226_541_619_583_399
    static let early: Int64 = -500_000_000

    @Test(arguments: [
        (TimeForm.iso, "2026-01-01T00:15:41Z", "1969-12-31T23:59:59Z"),
        (.isoMilliseconds, "2026-01-01T00:15:41.619Z", "1969-12-31T23:59:59.500Z"),
        (.isoMicroseconds, "2026-01-01T00:15:41.619583Z", "1969-12-31T23:59:59.500000Z"),
        (.isoTicks, "2026-01-01T00:15:41.6195833Z", "1969-12-31T23:59:59.5000000Z"),
        (.isoZoneless, "2026-01-01T00:15:41", "1969-12-31T23:59:59"),
        (.isoOffset, "2026-01-01T00:15:41+00:00", "1969-12-31T23:59:59+00:00"),
        (.epochSeconds, "1767226541", "-1"), (.epochMilliseconds, "1767226541619", "-500"),
        (.epochFraction, "1767226541.619583", "-0.5"), (.date, "2026-01-01", "1969-12-31"),
    ])
    func formCutsWhatIsFinerTowardsThePast(_ form: TimeForm, _ text: String, _ earlyText: String) {
        #expect(form.text(Self.instant) == text)
        #expect(form.text(Self.early) == earlyText)
    }

    @Test func wholeSecondsAsFractionHaveNoPoint() {
        #expect(TimeForm.epochFraction.text(1_767_225_600_000_000_000) == "1767225600")
    }
}

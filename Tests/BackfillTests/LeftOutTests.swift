import Backfill
import Testing

@Suite struct LeftOutTests {
    @Test func reasonsAreThoseOfPlanFiles() {
        #expect(
            LeftOut.Reason.allCases.map(\.rawValue) == [
                "too-large", "too-old", "too-new", "untimed", "cut", "unidentified",
            ])
    }
}

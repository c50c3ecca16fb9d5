import AuditModel
import Testing

@Suite struct InstantTextTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_763_082_000_000_000_000, "2025-11-14T01:00:00Z"),
            (-1, "1969-12-31T23:59:59.999999999Z"), (951_782_400_500_000_000, "2000-02-29T00:00:00.5Z"),
            (1_000_000_010_000_000_000, "2001-09-09T01:46:50Z"), (20_000_000_000_000, "1970-01-01T05:33:20Z"),
            (Int64.max, "2262-04-11T23:47:16.854775807Z"), (-9_214_560_000_000_000_000, "1678-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func instantsAreWrittenWithAsManyDigitsAsTheyNeed(_ nanoseconds: Int64, _ text: String) {
        #expect(InstantText.rfc3339(nanoseconds) == text)
    }

    @Test func appendingKeepsWhatIsThere() {
        var bytes = Array("at ".utf8)
        InstantText.append(0, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "at 1970-01-01T00:00:00Z")
    }
}

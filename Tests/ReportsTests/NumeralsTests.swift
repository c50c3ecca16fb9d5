import Reports
import Testing

struct NumeralsTests {
    @Test(arguments: [
        (0, 10, "0.00 %"), (1, 3, "33.33 %"), (2, 3, "66.66 %"), (999_996, 1_000_000, "99.99 %"),
        (1_270_906, 1_281_155, "99.20 %"), (9_999_999_999, 10_000_000_000, "99.99 %"), (10, 10, "100 %"),
        (Int.max - 1, Int.max, "99.99 %"), (1, Int.max, "0.00 %"), (0, 0, nil), (5, 4, nil),
    ]) func percentagesAreCut(part: Int, whole: Int, text: String?) {
        #expect(Numerals.percentage(part, of: whole) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_281_155, "1,281,155"), (-1234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ]) func grouping(value: Int, text: String) {
        #expect(Numerals.grouped(value) == text)
    }

    @Test(arguments: [
        (2, "2 s"), (59, "59 s"), (60, "1 m"), (408, "6 m 48 s"), (3600, "1 h"), (7560, "2 h 06 m"),
        (94_680, "26 h 18 m"), (180_000, "2 d 02 h"), (-3600, "-1 h"),
    ]) func durations(seconds: Int, text: String) {
        #expect(Numerals.duration(seconds: seconds) == text)
    }

    @Test(arguments: [
        (Int64(0), "0"), (-3_600_000_000_000, "-3600"), (500_000_000, "0.5"), (-1, "-0.000000001"),
        (Int64.min, "-9223372036.854775808"),
    ]) func exactSeconds(nanoseconds: Int64, text: String) {
        #expect(Numerals.seconds(nanoseconds: nanoseconds) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_999, "999.9 kB"), (1_270_000_000, "1.2 GB"),
        (7_600_000_000_000, "7.6 TB"),
    ]) func byteCounts(count: Int, text: String) {
        #expect(Numerals.bytes(count) == text)
    }
}

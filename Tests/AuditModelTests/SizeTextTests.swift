import AuditModel
import Testing

struct SizeTextTests {
    @Test(arguments: [
        ("512MiB", 536_870_912), ("0B", 0), ("1KiB", 1024), ("64GiB", 68_719_476_736), ("2TiB", 2_199_023_255_552),
        ("8388607TiB", 9_223_370_937_343_148_032),
    ])
    func numberAndUnit(_ text: String, _ bytes: Int64) throws {
        #expect(try SizeText(parsing: text).bytes == bytes)
    }

    @Test(arguments: [
        (0, "0B"), (2_047, "2047B"), (2_048, "2KiB"), (59_963_370, "57MiB"), (3 << 40, "3TiB"), (.max, "8388607TiB"),
    ])
    func roundedDownToAFewDigits(_ bytes: Int, _ text: String) { #expect(SizeText.rounded(bytes) == text) }

    @Test(arguments: ["", "512", "MiB", "512MB", "512 MiB", "-1MiB", "1.5GiB", "512mib", "٣MiB"])
    func otherForms(_ text: String) {
        #expect(throws: SizeTextError(text: text, reason: .form)) { try SizeText(parsing: text) }
    }

    @Test func tooLarge() throws {
        let error = try #require(throws: SizeTextError.self) { try SizeText(parsing: "8388608TiB") }
        #expect(error.reason == .tooLarge && error.problem.code == "E-SIZE" && error.exitCode == 64)
    }
}

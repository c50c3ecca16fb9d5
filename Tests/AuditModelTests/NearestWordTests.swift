import AuditModel
import Testing

/// What a mistyped word was probably meant to be.
struct NearestWordTests {
    @Test(arguments: [
        ("adit", "audit"), ("explian", "explain"), ("inspekt", "inspect"), ("backfill", nil), ("", nil), ("x", nil),
    ]) func nearestWords(word: String, expected: String?) {
        #expect(NearestWord.find(word, among: ["audit", "inspect", "explain"]) == expected)
    }
}

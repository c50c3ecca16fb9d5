import AuditModel
import ByteScan
import Testing

@Suite struct IDHasherTests {
    private func hash(_ id: String) -> IDHash? { IDHasher(key0: 3, key1: 4).hash(Array(id.utf8).span) }

    @Test(arguments: [
        "0123456789abcdefABCDEF9876543210", "{01234567-89AB-CDEF-abcd-ef9876543210}",
        "0123-4567-89abcdefabcdef98-76543210",
        " 01234567-89ab-cdef-abcd-ef9876543210\n", "01234567-89AB-CDEF-ABCD-EF9876543210",
    ])
    func oneGUIDInManyDresses(_ text: String) { #expect(hash(text) == hash("01234567-89ab-cdef-abcd-ef9876543210")) }

    @Test func sequentialGUIDsAreDistinct() {
        var seen: Set<IDHash?> = [nil]
        for number in 0..<4096 {
            let digits = String(number, radix: 16)
            let padded = String(repeating: "0", count: 32 - digits.count) + digits
            for text in [padded, String(padded.reversed()), padded.replacing("0", with: "f")] {
                seen.insert(hash(text))
            }
        }
        let texts = (0..<4096).flatMap { number -> [String] in
            let digits = String(number, radix: 16)
            let padded = String(repeating: "0", count: 32 - digits.count) + digits
            return [padded, String(padded.reversed()), padded.replacing("0", with: "f")]
        }
        #expect(seen.count == Set(texts).count + 1)
    }

    @Test func otherTextsAreExact() {
        let texts = ["a", "A", "a ", "ab", "g1234567-89ab-cdef-abcd-ef9876543210", "1", "01", "1.0", "é", "e\u{301}"]
        #expect(hash("a") == hash(" a "))
        #expect(Set(texts.map { hash($0) }).count == texts.count - 1)
        #expect(hash(" \t\r\n") == nil && hash("") == nil)
    }
}

import FileAccess
import Testing

struct FileDigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ]) func publishedVectors(text: String, expected: String) {
        var digest = FileDigest()
        digest.update(Array(text.utf8).span)
        #expect(digest.hexadecimal() == expected)
    }

    @Test(arguments: 1...70) func piecesGiveTheSameDigest(size: Int) {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        var whole = FileDigest()
        whole.update(bytes.span)
        var pieces = FileDigest()
        for start in stride(from: 0, to: bytes.count, by: size) {
            pieces.update(Array(bytes[start..<min(start + size, bytes.count)]).span)
        }
        #expect(pieces.hexadecimal() == whole.hexadecimal())
    }

    @Test func worksOnAnotherThread() async {
        let bytes = [UInt8](repeating: 7, count: 1000)
        let text = await Task.detached { () -> String in
            var digest = FileDigest()
            digest.update(bytes.span)
            return digest.hexadecimal()
        }.value
        var digest = FileDigest()
        digest.update(bytes.span)
        #expect(text == digest.hexadecimal())
    }
}

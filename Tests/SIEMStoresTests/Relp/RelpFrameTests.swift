import Testing

@testable import SIEMStores

struct RelpFrameTests {
    private static let said = "1 rsp 9 200 OK\nx=\n2 rsp 6 200 OK\n3 rsp 0\n0 serverclose 0\n4 rsp 5 500 x\n"
    private static let frames = [
        RelpFrame(number: 1, command: "rsp", data: Array("200 OK\nx=".utf8)),
        RelpFrame(number: 2, command: "rsp", data: Array("200 OK".utf8)),
        RelpFrame(number: 3, command: "rsp", data: []), RelpFrame(number: 0, command: "serverclose", data: []),
        RelpFrame(number: 4, command: "rsp", data: Array("500 x".utf8)),
    ]

    @Test func everyChunkSizeGivesTheSameFrames() throws {
        let bytes = Array(Self.said.utf8)
        for size in 1...bytes.count {
            var reader = RelpFrameReader()
            var frames: [RelpFrame] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                frames += try reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(frames == Self.frames, "chunks of \(size)")
        }
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "x rsp 0\n", "1 rsp 999999999 ", "1 rsp 2 abc\n", "1 rsp 2\n", " rsp 0\n",
        "1  0\n", "1\nrsp 0\n", String(repeating: "9", count: 80),
    ])
    func whatIsNoFrameIsNoticed(_ said: String) {
        #expect(throws: RelpFrameReader.Malformed.self) {
            var reader = RelpFrameReader()
            _ = try reader.read(Array(said.utf8))
        }
    }

    @Test func aFrameWithoutDataHasNoSpaceBehindItsLength() {
        #expect(RelpFrame.head(7, "close", dataBytes: 0) == "7 close 0")
        #expect(RelpFrame.head(8, "syslog", dataBytes: 12) == "8 syslog 12 ")
    }
}

import ByteScan
import Testing

@testable import SIEMStores

struct DeliveryBytesTests {
    @Test(arguments: [
        "", "plain", #"quote " and \ "#, "\u{0}\u{1}\u{8}\t\n\u{C}\r\u{1F}", "grüße 日本 🦉", "\u{2028}\u{7F}",
    ])
    func quotedTextIsReadBackAsItWas(_ text: String) throws {
        var bytes: [UInt8] = []
        bytes.append(quoted: text)
        #expect(try JSONTree(parsing: bytes) == .string(Array(text.utf8)))
    }

    @Test func everySingleByteIsReadBack() throws {
        for byte in UInt8.min...UInt8.max {
            var bytes: [UInt8] = []
            bytes.append(quoting: [0x61, byte, 0x62])
            let expected = Array(String(decoding: [0x61, byte, 0x62], as: UTF8.self).utf8)
            #expect(try JSONTree(parsing: bytes) == .string(expected), "byte \(byte)")
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
    }

    @Test func recordsStayAsTheyAreUnlessTheyAreNoUTF8() {
        var bytes: [UInt8] = []
        bytes.append(record: Array(#"{"a":"ä"}"#.utf8))
        #expect(bytes == Array(#"{"a":"ä"}"#.utf8))
        bytes = []
        bytes.append(record: [0x22, 0xFF, 0x22])
        #expect(String(decoding: bytes, as: UTF8.self) == "\"\u{FFFD}\"")
    }

    @Test(
        arguments: [
            (0, "0.000"), (1, "0.001"), (1_794_621_601_123, "1794621601.123"), (-1, "-0.001"), (-1_500, "-1.500"),
        ] as [(Int64, String)])
    func epochSecondsAreExact(_ milliseconds: Int64, _ text: String) {
        #expect(EpochText.seconds(milliseconds: milliseconds) == text)
    }
}

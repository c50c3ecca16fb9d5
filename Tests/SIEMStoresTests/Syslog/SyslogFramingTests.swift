import NIOCore
import Testing

@testable import SIEMStores

struct SyslogFramingTests {
    /// 2026-11-04T12:00:00Z.
    private static let sent: Int64 = 1_793_793_600_000_000_000
    /// 2026-11-04T02:00:01.1234567Z; syslog has room for six digits only.
    private static let time: Int64 = 1_793_757_601_123_456_700

    private static func framed(
        _ kind: SyslogFraming.Kind, _ form: SyslogMessage.Form = .rfc5424, id: String = "7d]x", time: Int64? = time,
        record: String = #"{"Id":"7d]x"}"#, plan: String? = "p\"1", most: Int = 8_096
    ) -> (bytes: String, fate: DeliveryFate?) {
        let message = SyslogMessage(form: form, marks: DeliveryMarks(plan: plan), mostBytes: most)
        var buffer = ByteBuffer()
        let fate = SyslogFraming(kind: kind, message: message)
            .append(DeliveryEvent(id: id, time: time, record: Array(record.utf8)), sent: sent, to: &buffer)
        return (String(buffer: buffer), fate)
    }

    private static let current =
        #"<110>1 2026-11-04T02:00:01.123456Z siemgap siemgap - backfill "#
        + #"[siemgap@32473 plan="p\"1" id="7d\]x" sent="2026-11-04T12:00:00Z"] {"Id":"7d]x"}"#

    @Test func aMessageIsHeadMarksAndRecord() {
        #expect(Self.framed(.none).bytes == Self.current)
        #expect(Self.framed(.lineFeed).bytes == Self.current + "\n")
    }

    @Test func octetsAreCountedNotCharacters() {
        let record = "{\"Id\":\"🦉\u{2028}日本\"}"
        let plain = Self.framed(.none, record: record).bytes
        #expect(plain.utf8.count != plain.count)
        #expect(Self.framed(.octetCounting, record: record).bytes == "\(plain.utf8.count) \(plain)")
    }

    @Test func withoutPlanAndTimeTheirPlacesAreEmpty() {
        let bytes = Self.framed(.none, time: nil, plan: nil).bytes
        #expect(bytes == #"<110>1 - siemgap siemgap - event - {"Id":"7d]x"}"#)
    }

    @Test(arguments: ["a\nb", "a\u{0}b", "a\u{7F}"])
    func anIDThatWouldBreakTheLineStaysInTheRecordOnly(_ id: String) {
        let bytes = Self.framed(.lineFeed, id: id).bytes
        #expect(!bytes.contains("id="))
        #expect(bytes.utf8.filter { $0 == 0x0A }.count == 1)
    }

    @Test func theOldFormHasItsMarksInTheRecord() {
        #expect(
            Self.framed(.none, .rfc3164).bytes
                == #"<110>Nov  4 02:00:01 siemgap siemgap: {"siemgap.plan":"p\"1","siemgap.sent":"2026-11-04T12:00:00Z","Id":"7d]x"}"#
        )
        #expect(
            Self.framed(.lineFeed, .rfc3164, time: nil, plan: nil).bytes
                == "<110>Nov  4 12:00:00 siemgap siemgap: {\"Id\":\"7d]x\"}\n")
    }

    @Test func anEventBeyondTheLimitIsLeftOutWhole() {
        let bytes = Self.current.utf8.count
        #expect(Self.framed(.octetCounting, most: bytes).fate == nil)
        let refused = Self.framed(.octetCounting, most: bytes - 1)
        #expect(refused.bytes.isEmpty)
        #expect(
            refused.fate
                == .refused(
                    code: "too-large", words: "\(bytes) bytes as it would be sent; the target takes \(bytes - 1)"))
    }

    @Test func aRecordOfTwoLinesIsRefused() {
        let refused = Self.framed(.lineFeed, record: "{\n}")
        #expect(refused.bytes.isEmpty)
        #expect(refused.fate?.isRefused == true)
    }
}

extension DeliveryFate {
    /// Whether the target will never take it.
    var isRefused: Bool { if case .refused = self { true } else { false } }
    /// Whether it may or may not be stored.
    var isInDoubt: Bool { if case .doubtful = self { true } else { false } }
}

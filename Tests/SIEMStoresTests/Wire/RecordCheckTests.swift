import Testing

@testable import SIEMStores

struct RecordCheckTests {
    @Test(arguments: [
        "{}", #"{"a":"b\nc"}"#, "{\"a\":\"\u{2028}\u{85}\u{7F}\"}", "{\"a\":\t1}", #"{"a":"]]> <110>1 - "}"#,
    ])
    func oneLineObjectsPass(_ record: String) {
        #expect(RecordCheck.refusal(of: Array(record.utf8)) == nil)
    }

    @Test(arguments: ["{\"a\":1,\n\"b\":2}", "{\"a\":\r1}", "{\"a\":\"\u{0}\"}"])
    func whatWouldSplitAnEventIsRefused(_ record: String) {
        guard case .refused(let code, _)? = RecordCheck.refusal(of: Array(record.utf8)) else {
            Issue.record("it passed")
            return
        }
        #expect(code == "not-one-line")
    }

    @Test(arguments: ["", "[1]", " {}", "{} ", "{", "text"])
    func whatIsNoObjectIsRefused(_ record: String) {
        guard case .refused(let code, _)? = RecordCheck.refusal(of: Array(record.utf8)) else {
            Issue.record("it passed")
            return
        }
        #expect(code == "not-an-object")
    }
}

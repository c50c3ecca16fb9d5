import Testing

@testable import SIEMStores

struct DocumentIDTests {
    private static func event(_ id: String, _ record: String = #"{"Id":"a","n":7,"in":{"b":"c"}}"#) -> DeliveryEvent {
        DeliveryEvent(id: id, time: 0, record: Array(record.utf8))
    }

    @Test func itIsTheEventsOwnID() {
        #expect(DocumentID(paths: []).text(of: Self.event("7d3e|x")) == "7d3e|x")
        let longest = String(repeating: "a", count: 512)
        #expect(DocumentID(paths: []).text(of: Self.event(longest)) == longest)
    }

    @Test func aLongOneIsReplacedByItsDigest() {
        let id = String(repeating: "a", count: 513)
        let text = DocumentID(paths: []).text(of: Self.event(id))
        #expect(text.count == 64 && text.allSatisfy(\.isHexDigit))
        #expect(text == DocumentID(paths: []).text(of: Self.event(id)))
        #expect(text != DocumentID(paths: []).text(of: Self.event(id + "a")))
    }

    @Test func pathsTakeItFromTheRecord() {
        #expect(DocumentID(paths: ["Id", "n", "in.b"]).text(of: Self.event("x")) == "a|7|c")
        #expect(DocumentID(paths: ["Id", "none"]).text(of: Self.event("x")) == "x")
    }
}

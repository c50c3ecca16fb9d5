import AuditModel
import SIEMStores
import Testing

@Suite struct StoredEventTests {
    @Test func aLineHoldsOnlyWhatIsKnown() {
        var event = StoredEvent()
        #expect(event.line == "{}")
        event.id = ["a\"b"]
        event.time = "2026-11-14T02:00:00Z"
        event.length = 12
        event.isCut = true
        event.place = [.init("index", .string("logs"))]
        #expect(
            event.line
                == #"{"id":"a\"b","time":"2026-11-14T02:00:00Z","length":12,"cut":true,"place":{"index":"logs"}}"#)
    }
}

import Testing

@testable import SIEMStores

struct EventTextTests {
    @Test(arguments: [
        (#"{"CreationTime":"2026-11-14T02:00:00","Id":"a1","id":"other"}"#, ["a1"], false),
        (#"{"uuid":"u-1","id":"x"}"#, ["u-1"], false),
        (#"{"id":"/subscriptions/x","properties":{"id":"p1"}}"#, ["p1"], false),
        (#"{"properties.id":"flat"}"#, ["flat"], false),
        (#"{"AuditData":"{\"Id\":\"inner\"}"}"#, ["inner"], false),
        (#"<13>Nov 14 02:00:00 host app: {"id":77}"#, ["77"], false),
        (#"{"CreationTime":"2026","Id":"kept","Operation":"Us"#, ["kept"], true),
        (#"{"CreationTime":"2026","Id":"cu"#, [], true),
        (#"{"Id":"","id":"second"}"#, ["second"], false),
        (#"{"id":{"time":"t"}}"#, [], false),
        ("plain words", [], false), ("", [], false), ("{]", [], false),
    ])
    func idsAreFoundWhereSourcesKeepThem(_ text: String, _ id: [String], _ isCut: Bool) {
        let reading = EventText(id: [], time: nil).read(Array(text.utf8))
        #expect(reading.id == id)
        #expect(reading.isCut == isCut)
    }

    @Test func ownPathsTakeThePlaceOfTheUsualOnes() {
        let text = EventText(id: ["id.time", "id.uniqueQualifier"], time: "id.time")
        let reading = text.read(Array(#"{"Id":"no","id":{"time":"2026-11-14T02:00:00Z","uniqueQualifier":"-7"}}"#.utf8))
        #expect(reading.id == ["2026-11-14T02:00:00Z", "-7"])
        #expect(reading.time == "2026-11-14T02:00:00Z")
        #expect(text.read(Array(#"{"id":{"time":"x"}}"#.utf8)).id.isEmpty, "all parts or none")
    }
}

import AuditModel
import ByteScan
import Testing

@testable import SIEMStores

struct SplunkRowTests {
    private static func row(ids: [String] = [], _ fields: String) throws -> (SplunkRow, JSONTree) {
        var setup = SplunkSetup(base: "https://siem.test:8089", search: "index=o365", wait: { _ in })
        setup.ids = ids.compactMap { SplunkField(path: $0) }
        return (SplunkRow(query: SplunkQuery(setup: setup)), try JSONTree(parsing: Array("{\(fields)}".utf8)))
    }

    private static let whole = #""siemgap_head":"{","siemgap_tail":"}","siemgap_length":"500""#

    @Test(arguments: [
        ("one value", #""siemgap_id_1":"a""#, whole, ["a"], false),
        ("a field extracted twice", #""siemgap_id_1":["a","a"]"#, whole, ["a"], false),
        ("an object is no id", #""siemgap_id_1":"{\"time\":1}""#, whole, [], false),
        ("a braced id is one", #""siemgap_id_1":"{7D3E}""#, whole, ["{7D3E}"], false),
        ("what nested parts are called does not count", #""siemgap_found_6":"b""#, whole, [], false),
        (
            "cut text is searched for names", #""siemgap_found_6":"b","siemgap_found_2":"u""#,
            #""siemgap_head":"{","siemgap_tail":"x","siemgap_length":"10000""#, ["u"], true
        ),
        (
            "so is text behind a header", #""siemgap_found_1":"b""#,
            #""siemgap_head":"<","siemgap_tail":"}","siemgap_length":"500""#, ["b"], false
        ),
    ])
    func idsAreFound(_ name: String, _ fields: String, _ edges: String, _ id: [String], _ isCut: Bool) throws {
        let (row, tree) = try Self.row(fields + "," + edges)
        let event = row.event(tree)
        #expect(event.id == id)
        #expect(event.isCut == isCut)
    }

    @Test func allPartsOrNone() throws {
        let fields = #""siemgap_id_1":"2026-11-14T02:00:00Z","siemgap_found_2":"-77""#
        let ids = ["id.time", "id.uniqueQualifier"]
        let (row, tree) = try Self.row(ids: ids, fields + "," + Self.whole)
        #expect(row.event(tree).id.isEmpty)
        let (_, cut) = try Self.row(ids: ids, fields + #","siemgap_head":"{","siemgap_tail":"e""#)
        #expect(row.event(cut).id == ["2026-11-14T02:00:00Z", "-77"])
    }

    @Test(arguments: [
        ("1793577601.500000", "1793577601.500"), ("1793577601.000", "1793577601"), ("1793577000", "1793577000"),
        ("1793577601.123456789", "1793577601.123456789"),
    ])
    func printingAddsNoPrecision(_ told: String, _ kept: String) throws {
        let (row, tree) = try Self.row("\"siemgap_time\":\"\(told)\"")
        #expect(row.event(tree).time == kept)
    }

    @Test func aWholeRowKeepsItsFieldsAndItsTimeHasNoZone() throws {
        let (row, tree) = try Self.row(
            #""siemgap_time":"1793577601.500","siemgap_cd":"1:2","_time":"2026-11-02 01:00:01.500 CET","_raw":"{\"Id\":1}""#
        )
        #expect(
            String(decoding: row.whole(tree), as: UTF8.self) == #"{"_time":"1793577601.500","_raw":"{\"Id\":1}"}"#)
    }
}

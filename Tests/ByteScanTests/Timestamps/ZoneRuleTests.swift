import ByteScan
import Foundation
import Testing

struct ZoneRuleTests {
    @Test(arguments: [
        ("UTC", 0), ("Z", 0), ("gmt", 0), ("+00:00", 0), ("+02:00", 7200), ("-0730", -27_000), ("+02", 7200),
        ("UTC+02:00", 7200), ("GMT-5", -18_000), (" +05:30 ", 19_800),
    ])
    func offsetsAndUTC(_ text: String, _ expected: Int) throws {
        switch try ZoneRule.parse(text) {
        case .utc: #expect(expected == 0)
        case .fixed(let seconds): #expect(seconds == expected)
        case .named, .unknown: Issue.record("\(text) is an offset")
        }
    }

    @Test(arguments: ["Europe/Berlin", "CET", "Etc/UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
    func names(_ name: String) throws {
        guard case .named(let table) = try ZoneRule.parse(name) else {
            Issue.record("\(name) is a name")
            return
        }
        #expect(table.name == name)
    }

    @Test(arguments: [
        ("Europe/Berlim", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
        ("America/NewYork", "America/New_York"),
    ])
    func anUnknownNameComesWithNearOnes(_ name: String, _ expected: String) throws {
        do throws(ZoneError) {
            _ = try ZoneRule.parse(name)
            Issue.record("\(name) is no zone")
        } catch {
            guard case .unknown(let said, let near) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(said == name && near.first == expected && near.count <= 3)
        }
    }

    @Test(arguments: [
        "../etc/passwd", "/etc/localtime", "Europe/../UTC", "Europe/", "", "Local Time", "Europe", "Europe//Berlin",
        "a\u{0}",
        "+25:00", "UTC+",
    ])
    func whatIsNoZone(_ text: String) {
        #expect(throws: ZoneError.self) { try ZoneRule.parse(text) }
    }

    @Test func aMissingDatabaseIsNamed() {
        #expect(throws: ZoneError.noDatabase(folder: "/nonexistent")) {
            try ZoneRule.parse("Europe/Berlin", in: ZoneDatabase(folder: "/nonexistent"))
        }
    }

    @Test func theMachineZoneIsTheVariableOrTheLink() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zone-link-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let link = folder.appending(path: "localtime").path
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "/usr/share/zoneinfo/America/St_Johns")
        let database = ZoneDatabase()
        #expect(database.machineZoneName(variable: nil, link: link) == "America/St_Johns")
        #expect(database.machineZoneName(variable: "", link: link) == "America/St_Johns")
        #expect(database.machineZoneName(variable: ":Asia/Tokyo", link: link) == "Asia/Tokyo")
        #expect(database.machineZoneName(variable: "EST5EDT,M3.2.0,M11.1.0", link: link) == nil)
        #expect(database.machineZoneName(variable: nil, link: folder.path) == nil)
    }
}

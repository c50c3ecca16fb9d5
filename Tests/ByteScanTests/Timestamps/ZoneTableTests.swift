import AuditModel
import Foundation
import Testing

@testable import ByteScan

struct ZoneTableTests {
    private static func local(_ text: String) throws -> Int {
        let time = try #require(RFC3339.dateTime(text + "Z"))
        return Int(time.nanoseconds / 1_000_000_000)
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-07-01T12:00:00", LocalOffset.once(7200)),
        ("Europe/Berlin", "2026-10-25T01:59:59", .once(7200)),
        ("Europe/Berlin", "2026-10-25T02:00:00", .twice(earlier: 7200, later: 3600)),
        ("Europe/Berlin", "2026-10-25T02:59:59", .twice(earlier: 7200, later: 3600)),
        ("Europe/Berlin", "2026-10-25T03:00:00", .once(3600)),
        ("Europe/Berlin", "2026-03-29T02:00:00", .never(before: 3600, after: 7200)),
        ("Europe/Berlin", "2026-03-29T02:59:59", .never(before: 3600, after: 7200)),
        ("Europe/Berlin", "2026-03-29T03:00:00", .once(7200)),
        ("Europe/Berlin", "2199-07-01T12:00:00", .once(7200)),
        ("Europe/Berlin", "2261-12-31T12:00:00", .once(3600)),
        ("America/New_York", "2026-11-01T01:30:00", .twice(earlier: -14_400, later: -18_000)),
        ("America/New_York", "2026-03-08T02:30:00", .never(before: -18_000, after: -14_400)),
        ("Australia/Lord_Howe", "2100-04-04T01:45:00", .twice(earlier: 39_600, later: 37_800)),
        ("Europe/Dublin", "2026-07-01T12:00:00", .once(3600)),
        ("Europe/Dublin", "2150-12-01T12:00:00", .once(0)),
        ("Asia/Kolkata", "2026-07-01T12:00:00", .once(19_800)),
        ("Africa/Casablanca", "2024-04-14T02:30:00", .never(before: 0, after: 3600)),
        ("Pacific/Apia", "2011-12-30T12:00:00", .never(before: -36_000, after: 50_400)),
        ("Etc/GMT+5", "2026-07-01T12:00:00", .once(-18_000)),
        ("UTC", "2026-07-01T12:00:00", .once(0)),
    ])
    func offsetsOfALocalTime(_ zone: String, _ local: String, _ expected: LocalOffset) throws {
        let table = try ZoneDatabase().zone(named: zone)
        let seconds = try Self.local(local)
        #expect(table.offsets(localSeconds: seconds) == expected)
        if case .twice = expected {
            #expect(table.isAmbiguous(localSeconds: seconds))
        } else {
            #expect(!table.isAmbiguous(localSeconds: seconds))
        }
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Kathmandu", "Australia/Sydney",
        "Pacific/Auckland", "America/St_Johns",
    ])
    func offsetsAgreeWithTheSystemLibrary(_ name: String) throws {
        let table = try ZoneDatabase().zone(named: name)
        let zone = try #require(TimeZone(identifier: name))
        var random = TimestampSamples(seed: 11)
        for _ in 0..<2000 {
            let seconds = Int.random(in: 631_152_000...1_893_456_000, using: &random)
            let offset = table.utcOffset(at: Int64(seconds) * 1_000_000_000)
            #expect(offset == zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))), "\(seconds)")
            switch table.offsets(localSeconds: seconds + offset) {
            case .once(let found): #expect(found == offset)
            case .twice(let earlier, let later): #expect(offset == earlier || offset == later)
            case .never: Issue.record("an instant's own local time cannot be skipped: \(seconds)")
            }
        }
    }

    @Test func instantsAroundAChangeOnEitherSideOfTheEpoch() throws {
        let table = try ZoneDatabase().zone(named: "Europe/Berlin")
        let change: Int64 = 1_792_890_000_000_000_000
        #expect(table.utcOffset(at: change - 1) == 7200)
        #expect(table.utcOffset(at: change) == 3600)
        #expect(table.utcOffset(at: -1) == 3600)
        #expect(table.utcOffset(at: .min) == 3208)
        #expect(table.utcOffset(at: .max) == 7200)
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200, "2027-03-28T02:00:00", "2027-10-31T03:00:00"),
        ("EST5EDT,M3.2.0,M11.1.0", -18_000, -14_400, "2027-03-14T02:00:00", "2027-11-07T02:00:00"),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7200, -3600, "2027-03-27T23:00:00", "2027-10-31T00:00:00"),
        ("AAA3BBB,J60/0,300", -10_800, -7200, "2027-03-01T00:00:00", "2027-10-28T02:00:00"),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 7200, 10_800, "2027-03-27T02:00:00", "2027-10-30T02:00:00"),
    ])
    func rulesOfLaterYears(_ text: String, _ standard: Int, _ summer: Int, _ start: String, _ end: String) throws {
        let rule = try #require(ZoneFooter(parsing: Array(text.utf8)))
        let daylight = try #require(rule.daylight)
        #expect(rule.offset == standard && daylight.offset == summer)
        #expect(daylight.start.seconds(year: 2027) == (try Self.local(start)))
        #expect(daylight.end.seconds(year: 2027) == (try Self.local(end)))
    }

    @Test(arguments: [
        "", "C1", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.1.0,M1.1.0", "<+01-1", "CET-1CEST,J0,J5", "CET-1x",
    ])
    func malformedRules(_ text: String) {
        #expect(ZoneFooter(parsing: Array(text.utf8)) == nil)
    }

    @Test func cutAndChangedFilesNeverTrap() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)")
        let file = "/usr/share/zoneinfo/Europe/Berlin"
        let whole = Array(try Data(contentsOf: URL(filePath: file)))
        #expect(TZifDecoder.table(name: "x", bytes: whole) != nil)
        var random = TimestampSamples(seed: 5)
        for _ in 0..<300 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<min(bytes.count, 120), using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let table = TZifDecoder.table(name: "x", bytes: bytes)
            _ = table?.offsets(localSeconds: 1_794_621_600)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("no zone".utf8).write(to: folder.appending(path: "Broken"))
        #expect(throws: ZoneError.malformed(name: "Broken")) {
            try ZoneDatabase(folder: folder.path).zone(named: "Broken")
        }
    }

    @Test func oldFilesOfVersionOneAreRead() throws {
        let whole = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Tokyo")))
        var bytes = whole
        bytes[4] = 0
        let table = try #require(TZifDecoder.table(name: "Asia/Tokyo", bytes: bytes))
        #expect(table.utcOffset(at: 1_794_621_600_000_000_000) == 32_400)
    }
}

import AuditModel
import Auditing
import Settings
import Testing

@testable import SiemgapCommands

struct OptionValuesTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("2026-11-09", 1_794_182_400_000_000_000), ("1970-01-01T00:00:01Z", 1_000_000_000),
        ("1970-01-01t01:00:00.5+01:00", 500_000_000), ("1969-12-31T23:59:59.999999999z", -1),
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00-00:30", 1_800_000_000_000),
    ]) func instants(text: String, expected: Int64) throws {
        #expect(try OptionValues.instant(text, flag: "--from") == expected)
    }

    @Test(arguments: [
        "", "yesterday", "2026-13-01", "2026-02-29", "2026-1-1", "2026-11-09T", "2026-11-09T24:00:00Z", "1600-01-01",
        "2026-11-09T10:00:00Zx", "2026-11-09T10:00:00.Z", "2026-11-09Z", "2026-11-09 10:00:00Z",
        "2026-11-09T10:00:00+1",
    ]) func notTimes(text: String) {
        #expect { try OptionValues.instant(text, flag: "--from") } throws: {
            ["E-TIME-FORM", "E-TIME-ZONE"].contains(($0 as? UsageFault)?.problem.code)
        }
    }

    @Test func aTimeWithoutZoneIsRefusedWithItsReadings() {
        #expect { try OptionValues.instant("2026-10-25 02:30", flag: "--from", machineZone: "Europe/Berlin") } throws: {
            guard let problem = ($0 as? UsageFault)?.problem else { return false }
            return problem.code == "E-TIME-ZONE" && problem.what == "--from \"2026-10-25 02:30\" has no time zone"
                && problem.means?.contains("occurs twice: 00:30:00Z and 01:30:00Z") == true
                && problem.fix?.hasPrefix("write --from 2026-10-25T") == true
        }
    }

    @Test(arguments: [
        ("90s", 90, 1), ("15m", 900, 60), ("2h", 7200, 3600), ("7d", 604_800, 86_400), ("0s", 0, 1),
    ]) func durations(text: String, seconds: Int64, unit: Int64) throws {
        let length = try OptionValues.duration(text, flag: "--last")
        #expect(length.nanoseconds == seconds * 1_000_000_000 && length.unit.nanoseconds == unit * 1_000_000_000)
    }

    @Test(arguments: ["", "7", "d", "-1d", "1w", "1.5h", "99999999999d", "９d"]) func notDurations(text: String) {
        #expect(throws: UsageFault.self) { try OptionValues.duration(text, flag: "--last") }
    }

    @Test(arguments: [("64MiB", 64 << 20), ("2GiB", 2 << 30), ("65536KiB", 64 << 20)])
    func sizes(text: String, bytes: Int) throws {
        #expect(try OptionValues.size(text, flag: "--memory", least: 64 << 20) == bytes)
    }

    @Test(arguments: ["", "512", "512MB", "63MiB", "MiB", "99999999999999GiB"]) func notSizes(text: String) {
        #expect(throws: UsageFault.self) { try OptionValues.size(text, flag: "--memory", least: 64 << 20) }
    }

    @Test(arguments: [("0", Tolerance.events(0)), ("25", .events(25)), ("20ppm", .perMillion(20))])
    func tolerances(text: String, expected: Tolerance) throws {
        #expect(try OptionValues.tolerance(text, flag: "--tolerance") == expected)
    }

    @Test(arguments: ["", "1%", "-1", "ppm", "2000000ppm"]) func notTolerances(text: String) {
        #expect(throws: UsageFault.self) { try OptionValues.tolerance(text, flag: "--tolerance") }
    }

    @Test func toleranceIsCut() {
        #expect(Tolerance.perMillion(20).allowed(of: 1_281_155) == 25)
        #expect(Tolerance.perMillion(1_000_000).allowed(of: .max) == .max)
    }

    @Test(arguments: [
        ("operation=Send", FieldCondition.Field.column("operation"), "Send"), ("user=a=b", .column("user"), "a=b"),
        ("scope=", .column("scope"), ""), ("A.b|C=v", .paths(authority: "A.b", siem: "C"), "v"),
    ]) func filters(text: String, field: FieldCondition.Field, value: String) throws {
        #expect(try OptionValues.filter(text, flag: "--where") == FieldCondition(field: field, value: value))
    }

    @Test(arguments: ["", "operation", "=v", "Workload=x", "A|=v", "A|B|C=v"]) func notFilters(text: String) {
        #expect(throws: UsageFault.self) { try OptionValues.filter(text, flag: "--where") }
    }

    @Test(arguments: [
        ("Id", ["Id"]), ("a.b,c:d", ["a.b", "c:d"]), ("\"a,b\".c,d", ["\"a,b\".c", "d"]),
    ]) func paths(text: String, expected: [String]) throws {
        #expect(try OptionValues.paths(text, flag: "--match") == expected)
    }

    @Test(arguments: ["", ",", "a,", "\"a"]) func notPaths(text: String) {
        #expect(throws: UsageFault.self) { try OptionValues.paths(text, flag: "--match") }
    }

    @Test func lastEndsAtAWholeUnitOfItsOwn() {
        let hour: Int64 = 3_600_000_000_000
        let now = 100 * 24 * hour + 5 * hour + 7
        let days = WindowRequest.last(length: 7 * 24 * hour, unit: 24 * hour).resolved(now: now, settle: 0)
        #expect(days?.to == 100 * 24 * hour && days?.from == 93 * 24 * hour)
        let hours = WindowRequest.last(length: 12 * hour, unit: hour).resolved(now: now, settle: hour)
        #expect(hours?.to == 100 * 24 * hour + 4 * hour)
        #expect(WindowRequest.authorityEvents.resolved(now: now, settle: 0) == nil)
    }
}

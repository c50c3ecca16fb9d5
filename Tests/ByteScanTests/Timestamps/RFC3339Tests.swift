import AuditModel
import Foundation
import Testing

@testable import ByteScan

struct RFC3339Tests {
    private struct Suite: Decodable {
        let tests: [Vector]
    }

    struct Vector: Decodable {
        let text: String?
        let isValid: Bool

        private enum CodingKeys: String, CodingKey { case data, valid }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            isValid = try container.decode(Bool.self, forKey: .valid)
            // The suite also lists values that are no strings, which a format does not concern.
            text = try? container.decode(String.self, forKey: .data)
        }
    }

    /// The JSON Schema Test Suite's vectors, which may lie beside the package.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/json-schema-test-suite-datetime")
    private static let hasVectors = FileManager.default.fileExists(atPath: folder.path)

    private static func vectors(_ file: String) throws -> [Vector] {
        try JSONDecoder().decode([Suite].self, from: Data(contentsOf: folder.appending(path: file))).flatMap(\.tests)
    }

    /// What the general reader reads although RFC 3339 forbids it, and why.
    private static let readByDesign = [
        "1985-04-12T23:20:50+01": "exports write offsets without minutes",
        "1985-04-12T23:20:50Z\n": "white space around a value is trimmed",
        "06/19/1963 08:30:06 PST": "a date with slashes; it still needs a zone",
    ]

    private static let instants = [
        "1963-06-19T08:30:06.283185Z": "1963-06-19T08:30:06.283185Z",
        "1963-06-19T08:30:06Z": "1963-06-19T08:30:06Z",
        "1937-01-01T12:00:27.87+00:20": "1937-01-01T11:40:27.87Z",
        "1990-12-31T15:59:50.123-08:00": "1990-12-31T23:59:50.123Z",
        "1998-12-31T23:59:60Z": "1999-01-01T00:00:00Z",
        "1998-12-31T15:59:60.123-08:00": "1999-01-01T00:00:00.123Z",
        "1963-06-19t08:30:06.283185z": "1963-06-19T08:30:06.283185Z",
        "1985-04-12T00:59:59.999999999999999Z": "1985-04-12T00:59:59.999999999Z",
    ]

    @Test(.enabled(if: hasVectors)) func everyVectorOfDateTimeHasItsVerdict() throws {
        var seen = 0
        for vector in try Self.vectors("date-time.json") {
            guard let text = vector.text else { continue }
            let strict = RFC3339.dateTime(text)
            #expect(strict.map { InstantText.rfc3339($0.nanoseconds) } == (vector.isValid ? Self.instants[text] : nil))
            let general = TimestampReader(zone: .unknown).reading(text)
            if vector.isValid { #expect(general.time == strict && strict != nil) }
            if !vector.isValid { #expect((general != .unreadable) == (Self.readByDesign[text] != nil), "\(text)") }
            seen += 1
        }
        #expect(seen == 27)
    }

    @Test(.enabled(if: hasVectors)) func everyVectorOfDateHasItsVerdict() throws {
        for vector in try Self.vectors("date.json") {
            guard let text = vector.text else { continue }
            let year = Int(text.prefix(4)) ?? 0
            let isExpected = vector.isValid && 1678...2261 ~= year
            #expect((RFC3339.date(text) != nil) == isExpected, "\(text)")
        }
    }

    @Test(arguments: [
        "2026-11-14T02:00:00", "2026-11-14 02:00:00Z", "2026-11-14T02:00:00+0100", "2026-11-14T2:00:00Z",
        "2026-11-14T02:00Z", "2026-11-14T02:00:00,5Z", " 2026-11-14T02:00:00Z", "2026-11-14T02:00:00Z ",
        "\"2026-11-14T02:00:00Z\"", "2026-11-14T02:00:00UTC", "2026-11-14T02:00:00.Z", "1794621600", "2026-11-14", "",
    ])
    func looserFormsAreRefused(_ text: String) {
        #expect(RFC3339.dateTime(text) == nil)
    }
}

import AuditModel
import FileAccess
import Foundation
import Pulling
import Recordings
import TestKit
import Testing
import Transport

/// A pull from a scripted source into a folder of its own.
struct PullScene {
    static let hour: Int64 = 3_600_000_000_000
    static let second: Int64 = 1_000_000_000
    /// 2026-11-09T00:00:00Z.
    static let start: Int64 = 1_794_182_400 * second
    static let day = TimeWindow(from: start, to: start + 24 * hour)
    static let scopes: [Scope?] = [Scope(field: "Workload", value: "A"), Scope(field: "Workload", value: "B")]

    let scratch: ScratchFolder
    var now = start + 48 * hour

    init() throws { scratch = try ScratchFolder() }

    static func traits(_ change: (inout SourceTraits) -> Void = { _ in }) -> SourceTraits {
        var traits = SourceTraits(
            type: "scripted", hosts: ["api.example"],
            paths: .init(id: ["Id"], time: "CreationTime", zone: "UTC", scope: "Workload"), axis: .event,
            longest: 6 * hour, settle: 0, scopes: scopes, pageSizes: [10],
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 8))
        change(&traits)
        return traits
    }

    /// Seeded events over a day, both scopes, whole seconds.
    static func events(_ count: Int, seed: UInt64 = 7, in window: TimeWindow = day) -> [ScriptedSource.Event] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { number in
            let seconds = Int64.random(in: 0..<(window.length / second), using: &random)
            return ScriptedSource.Event(
                id: "e-\(number)", time: window.from + seconds * second,
                scope: scopes[Int.random(in: 0...1, using: &random)])
        }
    }

    func order(_ folder: String = "r", resuming: Bool = false, window: TimeWindow = day) -> PullRunner.Order {
        var order = PullRunner.Order(name: "scripted", window: window, folder: path(folder))
        order.isResuming = resuming
        return order
    }

    func path(_ folder: String) -> String { scratch.path + "/" + folder }

    func pull(
        _ source: ScriptedSource, _ order: PullRunner.Order? = nil, cancelFlag: CancelFlag = CancelFlag(),
        observe: @escaping PullObserver = { _ in }
    ) async throws -> PullOutcome {
        let now = now
        let runner = PullRunner(
            source: source, asking: UnplannedService(), now: { now }, cancelFlag: cancelFlag, observe: observe)
        return try await runner.run(order ?? self.order())
    }

    /// Ids in a recording, sorted, after everything it says of itself was checked against its bytes.
    func ids(_ folder: String = "r") throws -> [String] {
        let recording = try #require(try RecordingFolder(path(folder)))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: recording.recordsPath)))
        #expect(recording.statedRecords == bytes.count { $0 == UInt8(ascii: "\n") })
        let ranges = recording.description.slices.flatMap(\.ranges).sorted { $0.lowerBound < $1.lowerBound }
        #expect(ranges.reduce(0) { $0 + $1.count } == bytes.count)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        for slice in recording.description.slices {
            let own = slice.ranges.flatMap { bytes[$0] }
            #expect(own.count { $0 == UInt8(ascii: "\n") } == slice.records, "slice \(slice.id)")
            #expect(slice.sha256 == Self.sha256(own), "slice \(slice.id)")
        }
        #expect(!FileManager.default.fileExists(atPath: path(folder) + "/journal.ndjson"))
        return Self.ids(in: bytes)
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        var digest = FileDigest()
        digest.update(bytes.span)
        return digest.hexadecimal()
    }

    static func ids(in bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            line.split(separator: "\"").dropFirst(3).first.map(String.init)
        }.sorted()
    }
}

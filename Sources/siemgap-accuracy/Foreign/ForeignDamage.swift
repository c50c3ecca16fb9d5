import Foundation
import Simulators

/// What is done to the SIEM's side of a pair.
enum ForeignDamage: String, Hashable, Sendable, CaseIterable {
    case none, chance, stretch, large, type, shifted, cut

    /// Records above it are too large, bytes.
    private static let limit = 2_048
    /// By how much times are shifted, seconds.
    static let shift = 7_200

    /// The side that is left, and why which records are gone.
    struct Result {
        var lines: [[UInt8]] = []
        var lost: [String: LossCause] = [:]
        /// Whether the file itself can no longer be trusted.
        var isDoubtful = false
    }

    /// Damages the records, which are in the order of their times.
    func applied(to records: ForeignRecords, seed: UInt64) -> Result {
        let all = records.records
        switch self {
        case .none: return Result(lines: all.map(\.line))
        case .shifted: return Result(lines: all.map { Self.shifted($0) })
        case .cut: return Self.cut(all)
        case .chance:
            return Self.without(all, .unexplained) { _, record in
                SeededGenerator.share(SeededGenerator.hash(seed: seed, record.id)) < 0.25
            }
        case .stretch:
            let hole = all.count / 3..<all.count / 3 + all.count / 4
            return Self.without(all, .collectorStopped) { index, _ in hole.contains(index) }
        case .large: return Self.without(all, .sizeLimit) { _, record in record.line.count > Self.limit }
        case .type:
            let counts = all.reduce(into: [String: Int]()) { $0[$1.type, default: 0] += 1 }
            let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
            return Self.without(all, .typeLost) { _, record in record.type == most }
        }
    }

    private static func without(
        _ records: [ForeignRecords.Record], _ cause: LossCause, _ isLost: (Int, ForeignRecords.Record) -> Bool
    ) -> Result {
        var result = Result()
        for (index, record) in records.enumerated() {
            if isLost(index, record) { result.lost[record.id] = cause } else { result.lines.append(record.line) }
        }
        return result
    }

    /// The last third is not in the file, which ends inside a record.
    private static func cut(_ records: [ForeignRecords.Record]) -> Result {
        var lines = records.prefix(max(1, records.count * 2 / 3)).map(\.line)
        lines[lines.count - 1].removeLast(40)
        return Result(lines: lines, isDoubtful: true)
    }

    /// The hour of the time is that of another zone.
    private static func shifted(_ record: ForeignRecords.Record) -> [UInt8] {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
        // A time of another form stays as it is.
        guard let time = try? style.parse(record.time.hasSuffix("Z") ? record.time : record.time + "Z") else {
            return record.line
        }
        var later = time.addingTimeInterval(TimeInterval(shift)).formatted(style)
        if !record.time.hasSuffix("Z") { later.removeLast() }
        let text = String(decoding: record.line, as: UTF8.self)
        return Array(text.replacing("\"\(record.time)\"", with: "\"\(later)\"").utf8)
    }
}

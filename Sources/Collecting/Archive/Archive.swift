import AuditModel
import EventLedger
import FileAccess
import Recordings

/// What a collector has kept of a source: a recording for each day on which it collected, one folder beside the other.
///
/// Memory: the slices that are not whole yet, and those of the day that is written.
struct Archive {
    /// Questions of one kind: those that complete each other.
    struct Stream: Hashable {
        let scope: Scope?
        let axis: RecordingDescription.Slice.Axis

        init(_ slice: RecordingDescription.Slice) { (scope, axis) = (slice.scope, slice.axis) }
    }

    /// A slice that did not come whole.
    struct Hole: Hashable {
        let day: String
        let slice: RecordingDescription.Slice
    }

    /// The folder, which holds those of the days.
    let folder: String
    /// Slices that did not come whole, of the days looked at.
    private(set) var holes: [Hole] = []
    /// When each stream was asked last and came whole, nanoseconds since the Unix epoch.
    private(set) var lastAsked: [Stream: Int64] = [:]
    /// When each stream was asked first.
    private(set) var firstAsked: [Stream: Int64] = [:]
    /// Up to where every stream has been asked for, as far as the days tell; nil before the first round.
    private(set) var askedThrough: Int64?
    /// Behind the last record.
    private(set) var end = ArchivePosition(day: "", offset: 0)

    /// Looks at the days of a folder, which need not exist, from an instant's on.
    init(_ folder: String, since instant: Int64) throws {
        self.folder = folder
        var through: [Stream: Int64] = [:]
        for day in Self.days(in: folder) where day >= Self.day(of: instant) {
            guard let recording = try RecordingFolder(folder + "/" + day)?.description else { continue }
            for slice in recording.slices {
                let stream = Stream(slice)
                through[stream] = max(through[stream] ?? .min, slice.to ?? .min)
                note(slice, of: day)
            }
            let bytes = recording.slices.flatMap(\.ranges).map(\.upperBound).max() ?? 0
            end = ArchivePosition(day: day, offset: bytes)
        }
        askedThrough = through.values.min()
    }

    /// The day of an instant, UTC, as its folder is called.
    static func day(of instant: Int64) -> String { String(InstantText.rfc3339(instant).prefix(10)) }

    /// Behind the last record of a folder that may be missing.
    static func end(of folder: String) throws -> ArchivePosition {
        for day in days(in: folder).reversed() {
            guard let recording = try RecordingFolder(folder + "/" + day)?.description else { continue }
            let bytes = recording.slices.flatMap(\.ranges).map(\.upperBound).max() ?? 0
            return ArchivePosition(day: day, offset: bytes)
        }
        return ArchivePosition(day: "", offset: 0)
    }

    /// The days of a folder, ascending.
    static func days(in folder: String) -> [String] {
        FileKind.names(in: folder).filter { $0.utf8.count == 10 && $0.utf8.first == UInt8(ascii: "2") }
    }

    /// Takes note of a slice that was stated.
    mutating func note(_ slice: RecordingDescription.Slice, of day: String) {
        let stream = Stream(slice)
        guard slice.isWhole else {
            holes.append(Hole(day: day, slice: slice))
            return
        }
        guard let asked = slice.asked else { return }
        lastAsked[stream] = max(lastAsked[stream] ?? .min, asked)
        firstAsked[stream] = min(firstAsked[stream] ?? .max, asked)
    }

    /// Takes note of where the records end now.
    mutating func note(end position: ArchivePosition) { end = max(end, position) }

    /// States as whole what came since it was asked for again.
    ///
    /// - Parameter whole: stretches that came whole in a later round, by stream.
    mutating func heal(_ whole: [Stream: [TimeWindow]], header: RecordingHeader) throws {
        var changes: [String: [Int: RecordingDescription.Slice?]] = [:]
        var left: [Hole] = []
        for hole in holes {
            guard let from = hole.slice.from, let to = hole.slice.to, let windows = whole[Stream(hole.slice)] else {
                left.append(hole)
                continue
            }
            let window = TimeWindow(from: from, to: to)
            let open = window.uncovered(by: windows)
            if open == window {
                left.append(hole)
                continue
            }
            let changed = Self.healed(hole.slice, open: open)
            changes[hole.day, default: [:]][hole.slice.id] = .some(changed)
            if let changed, !changed.isWhole { left.append(Hole(day: hole.day, slice: changed)) }
        }
        for (day, slices) in changes.sorted(by: { $0.key < $1.key }) {
            var recording = try GrowingRecording(folder + "/" + day, for: header)
            let stated = recording.slices.compactMap { slice in
                if let change = slices[slice.id] { change } else { slice }
            }
            try recording.state(stated, lastAsked: nil, clockOffset: nil)
        }
        holes = left
    }

    /// What is left of a slice of which later rounds have brought a part; nil for nothing.
    private static func healed(
        _ slice: RecordingDescription.Slice, open: TimeWindow?
    ) -> RecordingDescription.Slice? {
        if let open { return slice.changed(window: open, reason: slice.reason, detail: slice.detail) }
        guard slice.records > 0 else { return nil }
        return slice.changed(outcome: .whole, reason: nil, detail: "the rest came when it was asked for again")
    }
}

extension TimeWindow {
    /// The shortest stretch that holds every part of this one that none of the others covers; nil where there is none.
    func uncovered(by others: [TimeWindow]) -> TimeWindow? {
        let parts = parts(outside: others)
        guard let first = parts.first, let last = parts.last else { return nil }
        return TimeWindow(from: first.from, to: last.to)
    }
}

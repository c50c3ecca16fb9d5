import AuditModel
import ExportReaders
import Recordings

/// Until when a source was watched for events of each instant, as the slices of its recordings tell.
///
/// What a question about event time answers was visible when it was asked. A question about availability bounds that
/// itself. Memory: 40 bytes a byte range of a slice.
struct WatchedSpans: Sendable {
    /// What is watched as one: a scope of a source, whatever recordings it is spread over.
    private struct Stream: Hashable {
        let source: String
        let scope: Scope?
        let axis: RecordingDescription.Slice.Axis
    }

    /// Bytes of a file that a slice holds.
    private struct Held {
        let from: Int
        let to: Int
        let stream: Int
        let slice: Int
    }

    /// A slice that came whole.
    private struct Question {
        let from: Int64
        let to: Int64
        let asked: Int64
    }

    /// Polls later than this behind the end of what they asked for tell nothing about the present.
    private static let present: Int64 = 300_000_000_000

    /// By the file's number, by offset.
    private var files: [[Held]] = []
    private var watches: [Watch] = []
    /// Of each slice: when it was asked, if it reached to its own present.
    private var asked: [Int64?] = []

    /// Takes what the recordings among a side's files say.
    init(_ prepared: PreparedSide) {
        var numbers: [Stream: Int] = [:]
        var questions: [[Question]] = []
        var axes: [RecordingDescription.Slice.Axis] = []
        for examined in prepared.examined {
            guard let recording = prepared.recordings[examined.file.path]?.description else {
                files.append([])
                continue
            }
            var ranges: [Held] = []
            for slice in recording.slices {
                let stream = Stream(source: recording.name, scope: slice.scope, axis: slice.axis)
                let number = numbers[stream] ?? questions.count
                if number == questions.count {
                    numbers[stream] = number
                    questions.append([])
                    axes.append(slice.axis)
                }
                let asked = Self.asked(slice, of: recording)
                let own = self.asked.count
                ranges += slice.ranges.map {
                    Held(from: $0.lowerBound, to: $0.upperBound, stream: number, slice: own)
                }
                self.asked.append(asked.flatMap { $0.since(slice.to ?? .min) <= Self.present ? $0 : nil })
                guard slice.isWhole, let from = slice.from, let to = slice.to else { continue }
                questions[number].append(Question(from: from, to: to, asked: asked ?? to))
            }
            files.append(ranges.sorted { $0.from < $1.from })
        }
        watches = zip(axes, questions).map { axis, questions -> Watch in
            switch axis {
            case .event: .events(Self.painted(questions))
            case .availability: .availability(Self.longest(questions))
            case .ids: .nothing
            }
        }
    }

    /// When a slice was asked, by the service's clock.
    private static func asked(_ slice: RecordingDescription.Slice, of recording: RecordingDescription) -> Int64? {
        let (offset, overflow) = Int64(recording.clockOffsetMilliseconds ?? 0)
            .multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : (slice.asked ?? recording.lastAsked)?.later(by: offset)
    }

    /// What of a stream was watched.
    private enum Watch {
        case events([(from: Int64, until: Int64?)])
        case availability(TimeWindow?)
        case nothing
    }

    /// What is known of the watching of one event.
    enum Answer: Equatable {
        /// Had it become visible later, it would not have been seen; nanoseconds since the Unix epoch.
        case until(Int64)
        /// Only late ones like it can be known, or none for certain.
        case leftOut
        /// Nothing says so.
        case unknown
    }

    /// Until when an event was watched for that happened at `event` and became visible at `visible`.
    func watched(_ position: RecordPosition, event: Int64, visible: Int64) -> Answer {
        guard !files[position.file].isEmpty else { return .unknown }
        guard let range = range(position) else { return .leftOut }
        switch watches[range.stream] {
        case .availability(let window):
            guard let window, event >= window.from, window.contains(visible) else { return .leftOut }
            return .until(window.to)
        case .events(let spans):
            let index = spans.partition { $0.from > event } - 1
            guard index >= 0, let until = spans[index].until else { return .leftOut }
            return .until(max(until, visible))
        case .nothing: return .leftOut
        }
    }

    /// The slice that a record came with, and when that was asked, if it reached to its own present.
    func question(_ position: RecordPosition) -> (slice: Int, asked: Int64)? {
        range(position).flatMap { range in asked[range.slice].map { (range.slice, $0) } }
    }

    private func range(_ position: RecordPosition) -> Held? {
        let ranges = files[position.file]
        let index = ranges.partition { $0.from > position.offset } - 1
        guard index >= 0, position.offset < ranges[index].to else { return nil }
        return ranges[index]
    }

    /// The longest stretch of availability without a hole; a question answers no further than to when it was asked.
    private static func longest(_ questions: [Question]) -> TimeWindow? {
        var best: TimeWindow?
        var current: TimeWindow?
        for question in questions.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            let to = min(question.to, question.asked)
            guard to > question.from else { continue }
            if let open = current, question.from <= open.to {
                current = TimeWindow(from: open.from, to: max(open.to, to))
            } else {
                current = TimeWindow(from: question.from, to: to)
            }
            if let current, current.length > best?.length ?? 0 { best = current }
        }
        return best
    }

    /// Stretches of event time by the last instant at which they were asked for; nil for those that were not.
    private static func painted(_ questions: [Question]) -> [(from: Int64, until: Int64?)] {
        let edges = Set(questions.flatMap { [$0.from, $0.to] }).sorted()
        var until = [Int64?](repeating: nil, count: edges.count)
        // The last question is painted first; behind each painted stretch stands where to go on.
        var next = Array(0...edges.count)
        func open(_ index: Int) -> Int {
            var index = index
            while next[index] != index {
                next[index] = next[next[index]]
                index = next[index]
            }
            return index
        }
        for question in questions.sorted(by: { $0.asked > $1.asked }) {
            let end = edges.partition { $0 >= question.to }
            var index = open(edges.partition { $0 >= question.from })
            while index < end {
                until[index] = question.asked
                next[index] = index + 1
                index = open(index)
            }
        }
        return zip(edges, until).map { ($0, $1) }
    }
}

import AuditModel
import Recordings

/// What is left to ask for of one scope, and how wide the next question may be.
///
/// Questions halve when an answer was too large or too slow, one at a time until one of that width has an end, and double
/// again after two that went well.
struct PullLane: Sendable {
    let scope: Scope?
    /// The event times that the other lanes cover, where this one asks for arrivals dated elsewhere.
    let outside: TimeWindow?
    private let longest: Int64
    private let shortest: Int64
    /// Stretches not asked for yet, ascending, none touching its neighbour.
    private(set) var open: [TimeWindow]
    private(set) var width: Int64
    /// The width of the very first question, for edges that lie elsewhere than in another pull.
    private var firstWidth: Int64?
    /// Questions that were taken and have no answer yet.
    private var underWay = 0
    /// Whether the width was halved and nothing is known of the new one.
    private var isNarrowing = false
    private var goodInRow = 0
    private var badInRow = 0
    /// How often a part was given up because it was no longer served when its turn came.
    private(set) var lateParts = 0
    /// How everything that is left ends without being asked; nil while it is asked for.
    private(set) var givenUp: RecordedSlice.End?

    /// Slices of the shortest kind that may fail one after another before the rest is not asked for.
    static let mostBadInRow = 3

    init(
        scope: Scope?, open: [TimeWindow], longest: Int64, shortest: Int64, firstWidth: Int64? = nil,
        refusal: RecordedSlice.End? = nil, outside: TimeWindow? = nil
    ) {
        self.scope = scope
        self.outside = outside
        self.open = open.filter { $0.length > 0 }
        self.longest = max(longest, 1)
        self.shortest = min(max(shortest, 1), self.longest)
        self.firstWidth = firstWidth.flatMap { 0 < $0 && $0 < longest ? $0 : nil }
        width = self.longest
        givenUp = refusal
    }

    /// Questions still to come, as far as can be told.
    var questionsLeft: Int {
        givenUp != nil ? 0 : open.reduce(0) { $0 + Int(($1.length - 1) / width) + 1 }
    }

    /// Takes the next stretch to ask for; nil also while another one tells whether questions are narrow enough.
    mutating func next() -> TimeWindow? {
        guard givenUp == nil, !isNarrowing || underWay == 0, let first = open.first else { return nil }
        underWay += 1
        let length = min(firstWidth.map { min($0, width) } ?? width, first.length)
        firstWidth = nil
        open.removeFirst()
        let taken = TimeWindow(from: first.from, to: first.from + length)
        if taken.to < first.to { open.insert(TimeWindow(from: taken.to, to: first.to), at: 0) }
        return taken
    }

    /// Notes that a stretch that was taken has its answer, whatever it is; comes before what the answer means.
    mutating func noteAnswer() { (underWay, isNarrowing) = (max(underWay - 1, 0), false) }

    /// Gives back a stretch that was taken.
    mutating func putBack(_ window: TimeWindow) {
        guard window.length > 0 else { return }
        let place = open.firstIndex { $0.from >= window.to } ?? open.count
        open.insert(window, at: place)
        var merged: [TimeWindow] = []
        for next in open {
            if let last = merged.last, last.to == next.from {
                merged[merged.count - 1] = TimeWindow(from: last.from, to: next.to)
            } else {
                merged.append(next)
            }
        }
        open = merged
    }

    /// Takes back a stretch whose question was too large, to be asked for by halves; false when it cannot be halved.
    mutating func halve(_ window: TimeWindow) -> Bool {
        goodInRow = 0
        let half = (window.length / 2) / shortest * shortest
        guard half >= shortest, half < window.length else { return false }
        width = min(width, half)
        isNarrowing = true
        putBack(window)
        return true
    }

    /// Notes an answer that was whole.
    ///
    /// - Parameter fills: the share of a result cap that it took; 0 without a cap.
    mutating func noteGood(fills: Double) {
        badInRow = 0
        goodInRow = fills > 0.5 ? 0 : goodInRow + 1
        guard goodInRow >= 2, width < longest else { return }
        width = min(width * 2, longest)
        goodInRow = 0
    }

    /// Notes a slice that could not be had however small; after some of them the rest is given up.
    mutating func noteBad(_ end: RecordedSlice.End) {
        badInRow += 1
        if badInRow >= Self.mostBadInRow { giveUp(RecordedSlice.End(.unasked, end.reason, detail: end.detail)) }
    }

    /// Nothing more is asked for; all that is left ends like this.
    mutating func giveUp(_ end: RecordedSlice.End) { givenUp = givenUp ?? end }

    /// Notes that a part was no longer served when its turn came.
    mutating func noteLatePart() { lateParts += 1 }

    /// Takes everything that is left.
    mutating func takeRest() -> [TimeWindow] {
        defer { open = [] }
        return open
    }
}

package import AuditModel

/// What the times of one file or column look like, gathered from a sample or from all of them.
///
/// Workers may each survey a part and merge in any order with the same result. Memory does not grow with the values.
package struct TimestampSurvey: Hashable, Sendable {
    /// How often something was seen, and where first.
    package struct Tally: Hashable, Sendable {
        /// Number of values.
        package private(set) var count = 0
        /// The value with the lowest order, cut after 64 bytes; nil if there was none.
        package private(set) var example: String?
        private var order = Int.max

        mutating func add(_ bytes: Span<UInt8>, _ order: Int) {
            count += 1
            guard order <= self.order else { return }
            keep(String(decoding: (0..<min(64, bytes.count)).map { bytes[$0] }, as: UTF8.self), order)
        }

        mutating func merge(_ other: Tally) {
            count += other.count
            if let text = other.example { keep(text, other.order) }
        }

        /// Of two examples with the same order the lesser text stays, so that merging does not depend on its order.
        private mutating func keep(_ text: String, _ order: Int) {
            if let example, (self.order, example) <= (order, text) { return }
            (example, self.order) = (text, order)
        }
    }

    /// What the dates with slashes say about their order.
    package enum DayOrderEvidence: Hashable, Sendable {
        /// No date depends on an order.
        case none
        case dayFirst
        case monthFirst
        /// Every one that depends on an order could be read both ways.
        case undecided
        /// Some can only be day first and some only month first.
        case contradictory
    }

    /// Reads everything that could be read once zone, order and year are known.
    private static let reader = TimestampReader(zone: .unknown, dayOrder: .undecided, referenceYear: 2000)

    private var forms = [Tally](repeating: Tally(), count: TimestampForm.allCases.count)
    /// Values that are no time in any form; empty ones are not among them.
    package private(set) var unreadable = Tally()
    /// Values of nothing but spaces.
    package private(set) var empty = Tally()
    /// Values whose instant depends on a zone that they do not state; those with an abbreviation included.
    package private(set) var zoneless = Tally()
    /// Values with a zone abbreviation other than `UTC` and `GMT`.
    package private(set) var abbreviated = Tally()
    /// Dates with slashes that can only be day first.
    package private(set) var dayFirst = Tally()
    /// Dates with slashes that can only be month first.
    package private(set) var monthFirst = Tally()
    /// Dates with slashes, whichever order they have.
    package private(set) var slashed = Tally()
    /// Dates with slashes that could be either.
    package private(set) var undecided = Tally()
    /// The finest and the coarsest precision among readable values.
    package private(set) var finest: TimePrecision?
    package private(set) var coarsest: TimePrecision?

    /// An empty survey.
    package init() {}

    /// Takes a value into account; `order` decides which examples are kept, the lowest first.
    package mutating func observe(_ bytes: Span<UInt8>, order: Int) {
        // SAFETY: bytes have no padding.
        if let iso = unsafe ISOTimestamp(bytes.bytes), iso.isUsable {
            forms[Int((iso.isSpaced ? TimestampForm.isoSpaced : .iso).rawValue)].add(bytes, order)
            if iso.offset == ISOTimestamp.noOffset { zoneless.add(bytes, order) }
            note(iso.precision)
        } else {
            observe(TimestampParser.parse(bytes), bytes, order)
        }
    }

    /// Adds what another survey of the same column saw.
    package mutating func merge(_ other: TimestampSurvey) {
        for form in forms.indices { forms[form].merge(other.forms[form]) }
        unreadable.merge(other.unreadable)
        empty.merge(other.empty)
        zoneless.merge(other.zoneless)
        abbreviated.merge(other.abbreviated)
        dayFirst.merge(other.dayFirst)
        monthFirst.merge(other.monthFirst)
        slashed.merge(other.slashed)
        undecided.merge(other.undecided)
        if let finest = other.finest { note(finest) }
        if let coarsest = other.coarsest { note(coarsest) }
    }

    /// How often a form was seen.
    package func tally(_ form: TimestampForm) -> Tally { forms[Int(form.rawValue)] }

    /// Number of values that some form fits.
    package var readableCount: Int { forms.reduce(0) { $0 + $1.count } }

    /// Whether values state no year, so that reading them needs one.
    package var needsYear: Bool { tally(.syslog).count > 0 }

    /// What the dates with slashes say about their order.
    package var dayOrderEvidence: DayOrderEvidence {
        switch (dayFirst.count > 0, monthFirst.count > 0) {
        case (true, true): .contradictory
        case (true, false): .dayFirst
        case (false, true): .monthFirst
        case (false, false): undecided.count > 0 ? .undecided : .none
        }
    }

    /// The order to read the column with; undecided if the evidence is missing or contradictory.
    package var dayOrder: DayOrder {
        switch dayOrderEvidence {
        case .dayFirst: .dayFirst
        case .monthFirst: .monthFirst
        case .none, .undecided, .contradictory: .undecided
        }
    }

    private mutating func observe(_ text: TimestampText, _ bytes: Span<UInt8>, _ order: Int) {
        switch Self.reader.resolve(text, bytes) {
        case .unreadable:
            if TimestampLexer(trimming: bytes).isAtEnd { empty.add(bytes, order) } else { unreadable.add(bytes, order) }
            return
        case .ambiguousDay: undecided.add(bytes, order)
        case .time, .clockChange, .zoneless: break
        }
        switch text {
        case .unreadable: break
        case .instant(let time, let form):
            forms[Int(form.rawValue)].add(bytes, order)
            note(time.precision)
        case .civil(let written): note(written, bytes, order)
        }
    }

    private mutating func note(_ written: WrittenTime, _ bytes: Span<UInt8>, _ order: Int) {
        forms[Int(written.form.rawValue)].add(bytes, order)
        note(written.clock.precision)
        switch written.zone {
        case .offset: break
        case .unwritten: zoneless.add(bytes, order)
        case .abbreviation:
            zoneless.add(bytes, order)
            abbreviated.add(bytes, order)
        }
        guard case .unordered(let first, let second, _) = written.date else { return }
        slashed.add(bytes, order)
        if first > 12 { dayFirst.add(bytes, order) }
        if second > 12 { monthFirst.add(bytes, order) }
    }

    private mutating func note(_ precision: TimePrecision) {
        finest = max(finest ?? precision, precision)
        coarsest = min(coarsest ?? precision, precision)
    }
}

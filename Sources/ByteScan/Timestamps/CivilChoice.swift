import AuditModel

/// Which day a written date means.
enum CivilChoice: Equatable {
    /// Days since 1970-01-01.
    case day(Int)
    /// Day and month could be exchanged.
    case undecided
    /// No such day, or no year.
    case impossible

    /// Decides by the given order of day and month and, if the text has no year, by the given one.
    init(_ date: WrittenDate, _ order: DayOrder, _ referenceYear: Int?) {
        switch date {
        case .certain(let year, let month, let day): self = Self.day(year, month, day)
        case .yearless(let month, let day): self = referenceYear.map { Self.day($0, month, day) } ?? .impossible
        case .unordered(let first, let second, let year):
            switch order {
            case .dayFirst: self = Self.day(year, second, first)
            case .monthFirst: self = Self.day(year, first, second)
            case .undecided: self = Self.undecided(year, first, second)
            }
        }
    }

    private static func undecided(_ year: Int, _ first: Int, _ second: Int) -> CivilChoice {
        if first > 12 || first == second { return day(year, second, first) }
        if second > 12 { return day(year, first, second) }
        return first > 0 && second > 0 ? .undecided : .impossible
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilChoice {
        guard CivilDate.exists(year: year, month: month, day: day) else { return .impossible }
        return .day(CivilTime.daysSinceEpoch(year: year, month: month, day: day))
    }
}

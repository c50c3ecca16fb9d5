/// Which of the two small numbers of a date such as `11/04/2026` is the day.
package enum DayOrder: Sendable, Hashable {
    case dayFirst
    case monthFirst
    /// Not known: a date is read only if one number exceeds 12 or both are equal.
    case undecided
}

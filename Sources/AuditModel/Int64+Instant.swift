extension Int64 {
    /// Nanoseconds from another instant to this one; the nearest number there is where they lie more than 292 years apart.
    package func since(_ earlier: Int64) -> Int64 {
        let (distance, overflow) = subtractingReportingOverflow(earlier)
        guard overflow else { return distance }
        return self < earlier ? .min : .max
    }

    /// The instant so many nanoseconds behind this one; the last or first there is where that lies outside of all.
    package func later(by nanoseconds: Int64) -> Int64 {
        let (instant, overflow) = addingReportingOverflow(nanoseconds)
        guard overflow else { return instant }
        return nanoseconds < 0 ? .min : .max
    }
}

import Glibc

/// Missing and present events, divided into those inside a region and those outside.
///
/// Counts are weights: they need not be whole where events are a sample.
struct RateSplit: Hashable, Sendable {
    var missingInside: Double
    var presentInside: Double
    var missingOutside: Double
    var presentOutside: Double

    /// Divides all events by what lies inside.
    init(missingInside: Double, presentInside: Double, missing: Double, present: Double) {
        self.missingInside = missingInside
        self.presentInside = presentInside
        missingOutside = max(0, missing - missingInside)
        presentOutside = max(0, present - presentInside)
    }

    /// The missing share inside.
    var rateInside: Double { Self.rate(missingInside, presentInside) }
    /// The missing share outside.
    var rateOutside: Double { Self.rate(missingOutside, presentOutside) }
    /// The share of the missing events that lies inside.
    var coverage: Double { Self.rate(missingInside, missingOutside) }

    /// How much likelier two rates make what was seen than one rate does: a difference of log-likelihoods, at least 0.
    var gain: Double {
        Self.logLikelihood(missingInside, presentInside) + Self.logLikelihood(missingOutside, presentOutside)
            - Self.logLikelihood(missingInside + missingOutside, presentInside + presentOutside)
    }

    /// Rate inside over rate outside; the latter is taken for at least half an event.
    var riskRatio: Double {
        let outside = missingOutside + presentOutside
        return outside > 0 ? rateInside / (max(missingOutside, 0.5) / outside) : 1
    }

    /// The log-likelihood of missing and present events under their own rate.
    static func logLikelihood(_ missing: Double, _ present: Double) -> Double {
        let total = missing + present
        return (missing > 0 ? missing * log(missing / total) : 0) + (present > 0 ? present * log(present / total) : 0)
    }

    private static func rate(_ hits: Double, _ rest: Double) -> Double { hits + rest > 0 ? hits / (hits + rest) : 0 }
}

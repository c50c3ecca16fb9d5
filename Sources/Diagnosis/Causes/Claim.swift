import Glibc

/// What a test says about the events that are still open: these are missing for this cause.
struct Claim: Sendable {
    let code: CauseCode
    /// Indices of missing facts, ascending.
    var facts: [Int]
    /// Missing and present events in the region that the cause describes, and outside.
    let split: RateSplit
    /// How much likelier the cause makes what was seen than one rate for all events: a difference of log-likelihoods.
    var gain: Double
    /// Numbers that were fitted, of which each costs the logarithm of the number of events.
    var parameters: Double
    /// How many regions of the kind were looked at.
    var hypotheses: Double
    /// Causes that could not have picked out these events, so that theirs of nearly the same events do not hold.
    var overrules: Set<CauseCode> = []
    /// The share of such a cause's score that this claim must reach for that.
    var leastOverruling = 0.0
    /// The most confidence that the evidence allows, whatever the score.
    var mostConfidence = Confidence.high
    /// Sentences with their numbers.
    var evidence: [String]
    /// Which setting to change.
    var advice: String

    /// Describes a claim whose gain is that of its split.
    init(
        _ code: CauseCode, facts: [Int], split: RateSplit, parameters: Double = 1, hypotheses: Double = 1,
        evidence: [String], advice: String
    ) {
        self.code = code
        self.facts = facts
        self.split = split
        gain = split.gain
        self.parameters = parameters
        self.hypotheses = hypotheses
        self.evidence = evidence
        self.advice = advice
    }

    /// Twice the gain less the Bayesian information criterion's price of its parameters and of the search.
    func score(events: Double) -> Double {
        2 * gain - parameters * log(max(2, events)) - 2 * log(max(1, hypotheses))
    }

    /// The chance of such a gain without the cause, corrected for the search: by Wilks' theorem, after Bonferroni.
    var chance: Double {
        min(1, ChiSquared.tail(2 * gain, degrees: max(1, Int(parameters))) * max(1, hypotheses))
    }
}

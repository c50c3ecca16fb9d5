/// How long events took to become visible in the authority's API, as `drift` of `report.json` states it.
///
/// Seconds throughout, late when positive; shares lie between 0 and 1. Estimates allow for events that were too young to
/// be visible when the authority was asked; counts of the histogram do not.
package struct DelayReport: Hashable, Sendable {
    /// What is measured for each event.
    package static let definition = "availability-minus-event"

    /// Events whose delay is known.
    package var count = 0
    /// Delays were looked at for one event in so many; 1 for all of them.
    package var oneIn = 1
    /// How far each delay may be off to either side, because the source was only looked at now and then; 0 where the
    /// service says when.
    package var uncertaintySeconds = 0.0
    /// Events that were visible before they happened: a clock or a zone is off.
    package var early = 0
    /// Ascending by share.
    package var quantiles: [Quantile] = []
    /// Longest delay that was seen.
    package var longestSeconds: Double?
    /// Nothing can be said of delays longer than this: no event was watched for longer.
    ///
    /// Nil where nothing can be said of any.
    package var supportedSeconds: Double?
    /// Ascending, without gaps, as observed.
    package var histogram: [Bin] = []
    /// What a collector loses that reads as far back; ascending.
    package var lookback: [Lookback] = []
    package var recommended: Recommendation?
    /// Events that happened and were not visible yet when the authority was last asked.
    package var stillToCome: StillToCome?
    /// By type, most events first; empty where there is one type only.
    package var types: [TypeDelay] = []
    /// By hour of the day, UTC, 24 of them; empty where too little is known.
    package var hours: [HourDelay] = []
    package var pollDrift: PollDrift?
    /// How long events take from the API to the SIEM; nil where the SIEM does not say when it took them.
    package var toSIEM: Delivery?
    /// What ways of collecting would have lost; empty where they were not played through.
    package var policies: [PolicyOutcome] = []
    /// The source whose audits wait for as long from now on, unless they are told how long; nil where none does.
    package var settling: Settling?
    /// What cannot be said, and when to ask again: whole sentences.
    package var remarks: [String] = []

    /// Nothing measured.
    package init() {}

    /// How long audits of a source wait until they call its events final.
    package struct Settling: Hashable, Sendable {
        /// Its name in the configuration.
        package let source: String
        package let seconds: Int

        /// Names a time to wait.
        package init(source: String, seconds: Int) {
            self.source = source
            self.seconds = seconds
        }
    }

    /// A share of events, and the delay they stay within.
    package struct Quantile: Hashable, Sendable {
        package let share: Double
        package let seconds: Double
        /// As observed, without allowance for young events.
        package let naiveSeconds: Double
        /// Above the true value with 95 % confidence; nil where too few events were seen to bound it.
        package let upperSeconds: Double?

        /// Makes a quantile.
        package init(share: Double, seconds: Double, naiveSeconds: Double, upperSeconds: Double?) {
            self.share = share
            self.seconds = seconds
            self.naiveSeconds = naiveSeconds
            self.upperSeconds = upperSeconds
        }
    }

    /// Delays from `from`, included, to `to`, excluded; nil for no end.
    package struct Bin: Hashable, Sendable {
        package let from: Int?
        package let to: Int?
        package let count: Int

        /// Makes a bin.
        package init(from: Int?, to: Int?, count: Int) {
            self.from = from
            self.to = to
            self.count = count
        }
    }

    /// What is lost by reading so far back.
    package struct Lookback: Hashable, Sendable {
        package let seconds: Int
        /// Events that become visible later than this after they happened, and their share with its 95 % limits.
        package let later: Int
        package let share: Double
        package let lowShare: Double
        package let highShare: Double
        /// Share that a collector of the assumed interval loses, at the worst moment of its rhythm, and its upper limit.
        package let lostShare: Double
        package let highLostShare: Double
        /// How often each event is read.
        package let rereads: Double

        /// Makes a row.
        package init(
            seconds: Int, later: Int, share: Double, lowShare: Double, highShare: Double, lostShare: Double,
            highLostShare: Double, rereads: Double
        ) {
            self.seconds = seconds
            self.later = later
            self.share = share
            self.lowShare = lowShare
            self.highShare = highShare
            self.lostShare = lostShare
            self.highLostShare = highLostShare
            self.rereads = rereads
        }
    }

    /// How far back to read.
    package struct Recommendation: Hashable, Sendable {
        package var lookbackSeconds: Int
        /// Events of those measured that it would still lose, and the most with that confidence.
        package var misses: Int
        package var mostMisses: Int
        /// 0.95, or nil where too few events were seen to bound what is lost.
        package var confidence: Double?
        /// The share that may be lost.
        package var missShare: Double
        /// Seconds between polls that the advice assumes, and those that suit the delays.
        package var pollSeconds: Int
        package var suitablePollSeconds: Int
        /// What the look-back is made of: delay, waiting for a poll, a restart, clocks.
        package var parts: [Part]
        /// Events are final this long after they happened; nil where it cannot be bounded.
        package var settledSeconds: Int?

        /// Describes advice.
        package init(
            lookbackSeconds: Int, misses: Int, mostMisses: Int, confidence: Double?, missShare: Double,
            pollSeconds: Int,
            suitablePollSeconds: Int, parts: [Part], settledSeconds: Int?
        ) {
            self.lookbackSeconds = lookbackSeconds
            self.misses = misses
            self.mostMisses = mostMisses
            self.confidence = confidence
            self.missShare = missShare
            self.pollSeconds = pollSeconds
            self.suitablePollSeconds = suitablePollSeconds
            self.parts = parts
            self.settledSeconds = settledSeconds
        }

        /// One summand of the look-back.
        package struct Part: Hashable, Sendable {
            package let name: String
            package let seconds: Double

            /// Makes a summand.
            package init(_ name: String, _ seconds: Double) {
                self.name = name
                self.seconds = seconds
            }
        }
    }

    /// Events expected yet, with the error of that number.
    package struct StillToCome: Hashable, Sendable {
        package let count: Int
        package let error: Int
        /// Of events that happened before this; nothing is said of younger ones.
        ///
        /// Nanoseconds since the Unix epoch.
        package let through: Int64

        /// Makes a number with its error.
        package init(count: Int, error: Int, through: Int64) {
            self.count = count
            self.error = error
            self.through = through
        }
    }

    /// The delay of one type.
    package struct TypeDelay: Hashable, Sendable {
        package let scope: Scope
        package let count: Int
        package let quantiles: [Quantile]
        package let histogram: [Bin]
        /// Shares later than the seconds of the look-back table, for the type alone.
        package let lookback: [Lookback]
        /// Events of the type are final this long after they happened; nil where it cannot be bounded.
        package let settledSeconds: Int?

        /// Makes a row.
        package init(
            scope: Scope, count: Int, quantiles: [Quantile], histogram: [Bin], lookback: [Lookback],
            settledSeconds: Int?
        ) {
            self.scope = scope
            self.count = count
            self.quantiles = quantiles
            self.histogram = histogram
            self.lookback = lookback
            self.settledSeconds = settledSeconds
        }
    }

    /// The delay of events of one hour of the day.
    package struct HourDelay: Hashable, Sendable {
        /// 0 to 23, UTC.
        package let hour: Int
        package let count: Int
        package let medianSeconds: Double
        package let p95Seconds: Double
        /// Whether too few events were seen in it, so that the figures are those of all hours.
        package let isPooled: Bool

        /// Makes a row.
        package init(hour: Int, count: Int, medianSeconds: Double, p95Seconds: Double, isPooled: Bool) {
            self.hour = hour
            self.count = count
            self.medianSeconds = medianSeconds
            self.p95Seconds = p95Seconds
            self.isPooled = isPooled
        }
    }

    /// How far behind the newest event was when the source was asked: query time less newest event time.
    ///
    /// A quiet hour looks the same.
    package struct PollDrift: Hashable, Sendable {
        package let polls: Int
        package let medianSeconds: Double
        package let mostSeconds: Double

        /// Makes a measure.
        package init(polls: Int, medianSeconds: Double, mostSeconds: Double) {
            self.polls = polls
            self.medianSeconds = medianSeconds
            self.mostSeconds = mostSeconds
        }
    }

    /// From the API to the SIEM.
    package struct Delivery: Hashable, Sendable {
        package let count: Int
        /// Events of those that were not in the SIEM yet when it was asked.
        package let absent: Int
        package let quantiles: [Quantile]
        /// Share of events that never arrive, as far as the longest wait tells; late ones are not among them.
        package let lostShare: Double
        package let lowLostShare: Double
        package let highLostShare: Double

        /// Makes a measure.
        package init(
            count: Int, absent: Int, quantiles: [Quantile], lostShare: Double, lowLostShare: Double,
            highLostShare: Double
        ) {
            self.count = count
            self.absent = absent
            self.quantiles = quantiles
            self.lostShare = lostShare
            self.lowLostShare = lowLostShare
            self.highLostShare = highLostShare
        }
    }

    /// What a way of collecting would have done with the events that were seen.
    package struct PolicyOutcome: Hashable, Sendable {
        /// In words.
        package let policy: String
        package let events: Int
        package let lost: Int
        /// Events that were delivered again.
        package let doubled: Int
        package let requests: Int
        /// From the event to its delivery; nil where nothing was delivered.
        package let medianSeconds: Double?
        package let p99Seconds: Double?

        /// Makes a row.
        package init(
            policy: String, events: Int, lost: Int, doubled: Int, requests: Int, medianSeconds: Double?,
            p99Seconds: Double?
        ) {
            self.policy = policy
            self.events = events
            self.lost = lost
            self.doubled = doubled
            self.requests = requests
            self.medianSeconds = medianSeconds
            self.p99Seconds = p99Seconds
        }
    }
}

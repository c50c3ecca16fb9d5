import Drift

/// The true quantiles of a law, from many events all of whose delays are known.
struct DelayTruth: Sendable {
    private let delays: [Double]

    init(_ law: DelayLaw, events: Int) {
        delays = law.events(events, seed: 0xFFFF_FFFF, asSeenAtEnd: false).map(\.seconds).sorted()
    }

    func quantile(_ share: Double) -> Double { delays[Int(share * Double(delays.count))] }
}

/// The best rising step function through missing rates of bins, by pooling adjacent violators.
struct MonotoneFit: Sendable {
    /// The missing rate fitted to each bin, rising.
    let rates: [Double]
    /// How much likelier the steps make what was seen than one rate does: a difference of log-likelihoods.
    let gain: Double
    /// Different rates among the bins.
    let levels: Int

    /// Fits bins in order of what the rate is expected to rise with.
    init(_ bins: [(missing: Double, present: Double)]) {
        var blocks: [(missing: Double, present: Double, bins: Int)] = []
        for bin in bins {
            blocks.append((bin.missing, bin.present, 1))
            while blocks.count > 1, Self.falls(blocks[blocks.count - 2], blocks[blocks.count - 1]) {
                let last = blocks.removeLast()
                let index = blocks.count - 1
                blocks[index].missing += last.missing
                blocks[index].present += last.present
                blocks[index].bins += last.bins
            }
        }
        rates = blocks.flatMap { block in
            let total = block.missing + block.present
            return [Double](repeating: total > 0 ? block.missing / total : 0, count: block.bins)
        }
        levels = blocks.count
        let missing = bins.reduce(0) { $0 + $1.missing }
        let present = bins.reduce(0) { $0 + $1.present }
        gain =
            blocks.reduce(0) { $0 + RateSplit.logLikelihood($1.missing, $1.present) }
            - RateSplit.logLikelihood(missing, present)
    }

    private typealias Block = (missing: Double, present: Double, bins: Int)

    private static func falls(_ left: Block, _ right: Block) -> Bool {
        left.missing * (right.missing + right.present) >= right.missing * (left.missing + left.present)
    }
}

import ByteScan
import Transport

/// The answer of a search, cut into its hits.
struct ElasticAnswer {
    let bytes: [UInt8]
    /// Where the hits stand.
    let hits: [Range<Int>]
    /// Everything but the hits.
    let envelope: JSONTree

    private static let form = EnvelopeForm("hits", path: [.key("hits"), .key("hits")], companions: nil)

    /// Nil for a body that is cut or no answer of a search.
    init?(_ reply: HTTPReply) {
        let cutter = ValueCutter(forms: [Self.form], allowsOneValue: true)
        _ = cutter.advance(reply.body.span)
        let ending = cutter.finish(reply.body.span)
        guard !ending.isInRecord, ending.malformedAt == nil, cutter.foundForms.count == 1, cutter.strayValues == 0,
            let frame = cutter.frames.first, let envelope = try? JSONTree(parsing: frame)
        else { return nil }
        bytes = reply.body
        hits = cutter.takeRanges(before: reply.body.count) ?? []
        self.envelope = envelope
    }

    /// Hits altogether; nil when it does not say, or only that there are more.
    var total: Int? {
        guard let total = envelope["hits"]?["total"] else { return nil }
        guard total["relation"]?.text ?? "eq" == "eq" else { return nil }
        return Self.number(total["value"] ?? total)
    }

    /// The point in time or scroll to go on with.
    var pointInTime: String? { envelope["pit_id"]?.text }
    var scroll: String? { envelope["_scroll_id"]?.text }

    /// Whether the search stopped at a time limit with what it had.
    var isTimedOut: Bool { envelope["timed_out"] == .bool(true) }

    /// What parts of the data did not answer; nil when all did.
    ///
    /// Parts that need not be looked at are none.
    var losses: String? {
        let shards = envelope["_shards"]
        let failed = shards?["failed"].flatMap(Self.number) ?? 0
        if failed > 0 {
            let total = shards?["total"].flatMap(Self.number) ?? failed
            let cause = shards?["failures"]?.elements?.first?["reason"]?["type"]?.text
            return "\(failed) of \(total) shards failed" + (cause.map { ": \($0)" } ?? "")
        }
        for name in ["skipped", "partial", "failed"] {
            let count = envelope["_clusters"]?[name].flatMap(Self.number) ?? 0
            if count > 0 { return "\(count) remote clusters \(name)" }
        }
        return nil
    }

    static func number(_ tree: JSONTree) -> Int? {
        guard case .number(let digits) = tree else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

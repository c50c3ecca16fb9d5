import AuditModel
import Reconcile

/// Refuses a run in which a count depends on a zone that nobody named.
///
/// Times without a zone are read as UTC; where that is wrong, they lie up to fourteen hours off.
struct ZoneCheck {
    /// No zone is further from UTC: +14:00.
    static let widestOffset: Int64 = 14 * 3_600_000_000_000

    let request: AuditRequest

    /// Whether the authority's times decide what is inside the window, or settled.
    private var dependsOnAuthority: Bool { request.window != .authorityEvents || request.settle != nil }

    /// The look at one side before it is read, by its sampled times, or after, by all of them.
    func checkAuthority(isZoneless: Bool, name: String) throws(AuditFault) {
        guard isZoneless, dependsOnAuthority else { return }
        throw refusal(.authority, name, because: "the window that was asked for is in UTC, and so is the settle time")
    }

    /// The look at what the counts rest on.
    ///
    /// - Parameters:
    ///   - zoneless: the sides with times that name no zone although none is known for them.
    ///   - judgements: the authority's, then the SIEM's.
    func check(
        _ found: Reconciliation, zoneless: Set<Side>, judgements: [TrustJudge.Judgement], names: [String]
    ) throws(AuditFault) {
        guard let side = Side.allCases.first(where: { zoneless.contains($0) }) else { return }
        if zoneless.contains(.siem), found.doubtful > 0 {
            throw refusal(
                .siem, names[1],
                because: "\(found.doubtful) events that only it holds lie within 14 hours of an end of the window")
        }
        let absent = found.counts.missing + found.counts.unknown
        let onlySIEM = found.counts.extra + found.counts.unconfirmed
        let counts = [onlySIEM, absent]
        for (judgement, count) in zip(judgements, counts) where count > 0 {
            guard let part = judgement.unknown.first(where: { $0.from != nil || $0.to != nil }) else { continue }
            throw refusal(
                side, names[Int(side.rawValue)],
                because: "what is unknown is told from what is missing by time: \(part.detail)")
        }
    }

    private func refusal(_ side: Side, _ name: String, because reason: String) -> AuditFault {
        .input(
            "E-TIME-ZONE", "the times of \(name) have no time zone, and a count depends on it", place: name,
            means: reason,
            fix: "name the zone with \(side.flag)-zone, for example \(side.flag)-zone UTC or Europe/Berlin")
    }
}

import AuditModel

/// The counts, the verdict and its reasons.
struct TruthOutcome {
    let authority: SideTruth
    let siem: SideTruth
    var matched = 0
    var missing: [String] = []
    var extra: [String] = []
    var unknown = 0
    var unconfirmed = 0
    var timeDiffers = 0
    var truncated = 0
    var scopeDiffers = false
    private(set) var verdict = Verdict.complete
    private(set) var reasons: [ReasonCode] = []

    /// Both sides' counts; the rest is filled in event by event.
    init(authority: SideTruth, siem: SideTruth) {
        self.authority = authority
        self.siem = siem
    }

    /// Decides the verdict; the first reason decides, the others follow in the order of the closed list.
    mutating func judge(_ truth: Truth) {
        let exceeds = missing.count > truth.tolerance
        let obstacles = obstacles(truth)
        if exceeds {
            verdict = missing.count > siem.unidentified ? .gaps : .inconclusive
        } else if !obstacles.isEmpty {
            verdict = .inconclusive
        }
        let hidden = exceeds && verdict == .inconclusive
        let found: [(ReasonCode, Bool)] = [
            (.missingEvents, exceeds), (.notWhole, obstacles.contains(.notWhole)),
            (.emptyAuthority, obstacles.contains(.emptyAuthority)),
            (.exportUntrusted, obstacles.contains(.exportUntrusted)),
            (.unidentifiedRecords, hidden || obstacles.contains(.unidentifiedRecords)), (.scopeDiffers, scopeDiffers),
            (.withinTolerance, !exceeds && !missing.isEmpty), (.truncatedEvents, truncated > 0),
        ]
        let all = found.filter(\.1).map(\.0)
        let decisive = exceeds ? ReasonCode.missingEvents : obstacles.first ?? all.first
        reasons = all.filter { $0 == decisive } + all.filter { $0 != decisive }
    }

    /// What forbids "complete", in the order in which the rules are tried.
    private func obstacles(_ truth: Truth) -> [ReasonCode] {
        var codes: [ReasonCode] = []
        if unknown + unconfirmed > 0 || truth.isNotWhole { codes.append(.notWhole) }
        if authority.unidentified > 0 { codes.append(.unidentifiedRecords) }
        if authority.events == 0 { codes.append(.emptyAuthority) }
        if truth.marks.contains(where: { $0.effect == .inconclusive }) { codes.append(.exportUntrusted) }
        return codes
    }

    /// The content of `truth.json`.
    func json(arguments: [String], source: String, siemInput: String, truth: Truth) -> JSONValue {
        [
            "source": .string(source), "siem_input": .string(siemInput), "arguments": Self.list(arguments),
            "verdict": .string(verdict.rawValue), "exit_code": .integer(verdict.exitCode),
            "authority": authority.json, "siem": siem.json,
            "counts": [
                "matched": .integer(matched), "missing": .integer(missing.count), "extra": .integer(extra.count),
                "unknown": .integer(unknown), "unsettled": 0, "unconfirmed": .integer(unconfirmed),
                "time_differs": .integer(timeDiffers), "truncated": .integer(truncated),
            ],
            "missing_ids": Self.list(missing), "extra_ids": Self.list(extra),
            "reasons": Self.list(reasons.map(\.rawValue)), "trust": Self.list(truth.marks.map(\.code.rawValue)),
        ]
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

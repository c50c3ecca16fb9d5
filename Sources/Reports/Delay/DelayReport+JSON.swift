package import AuditModel

extension DelayReport {
    /// The delays as `drift` of `report.json`.
    package var json: JSONValue {
        let named = quantiles.map { JSONValue.Member(Self.text($0.share), .seconds($0.seconds)) }
        let longest = longestSeconds.map { [JSONValue.Member("1", .seconds($0))] } ?? []
        return [
            "unit": .string("s"), "definition": .string(Self.definition), "count": .integer(count),
            "one_in": .integer(oneIn), "uncertainty": .seconds(uncertaintySeconds), "early": .integer(early),
            "quantiles": .object(named + longest), "naive": Self.object(quantiles) { $0.naiveSeconds },
            "upper": Self.object(quantiles) { $0.upperSeconds }, "supported": .seconds(supportedSeconds),
            "histogram": .array(histogram.map(\.json)), "lookback": .array(lookback.map(\.json)),
            "recommended": recommended?.json ?? .null, "still_to_come": stillToCome?.json ?? .null,
            "types": .array(types.map(\.json)), "hours": .array(hours.map(\.json)),
            "poll_drift": pollDrift?.json ?? .null, "to_siem": toSIEM?.json ?? .null,
            "what_if": policies.isEmpty ? .null : .array(policies.map(\.json)),
            "remarks": .array(remarks.map { .string($0) }),
        ]
    }

    /// A share as the name of a member: `0.5`, `0.999`.
    static func text(_ share: Double) -> String { share == 1 ? "1" : "\(share)" }

    fileprivate static func object(_ quantiles: [Quantile], _ value: (Quantile) -> Double?) -> JSONValue {
        .object(quantiles.map { JSONValue.Member(text($0.share), .seconds(value($0))) })
    }
}

extension JSONValue {
    /// Seconds to the millisecond; without a fraction where there is none, null for nothing.
    fileprivate static func seconds(_ seconds: Double?) -> JSONValue {
        guard let seconds, seconds.isFinite, abs(seconds) < 1e12 else { return .null }
        let thousandths = (seconds * 1000).rounded()
        return thousandths.truncatingRemainder(dividingBy: 1000) == 0
            ? .integer(Int(thousandths / 1000)) : .number(thousandths / 1000)
    }
}

extension DelayReport.Bin {
    fileprivate var json: JSONValue { ["from": .count(from), "to": .count(to), "count": .integer(count)] }
}

extension DelayReport.Lookback {
    fileprivate var json: JSONValue {
        [
            "seconds": .integer(seconds), "later": .integer(later), "share": .number(share),
            "share_low": .number(lowShare), "share_high": .number(highShare), "lost_share": .number(lostShare),
            "lost_share_high": .number(highLostShare), "rereads": .number(rereads),
        ]
    }
}

extension DelayReport.Recommendation {
    fileprivate var json: JSONValue {
        [
            "lookback_seconds": .integer(lookbackSeconds), "misses": .integer(misses),
            "most_misses": .integer(mostMisses), "confidence": confidence.map { .number($0) } ?? .null,
            "miss_share": .number(missShare), "poll_seconds": .integer(pollSeconds),
            "suitable_poll_seconds": .integer(suitablePollSeconds),
            "parts": .object(parts.map { JSONValue.Member($0.name, .seconds($0.seconds)) }),
            "settled_seconds": .count(settledSeconds),
        ]
    }
}

extension DelayReport.StillToCome {
    fileprivate var json: JSONValue {
        ["count": .integer(count), "error": .integer(error), "through": .instant(through)]
    }
}

extension DelayReport.TypeDelay {
    fileprivate var json: JSONValue {
        [
            "scope": Scope.json([scope]), "count": .integer(count),
            "quantiles": DelayReport.object(quantiles) { $0.seconds },
            "upper": DelayReport.object(quantiles) { $0.upperSeconds }, "histogram": .array(histogram.map(\.json)),
            "lookback": .array(lookback.map(\.json)), "settled_seconds": .count(settledSeconds),
        ]
    }
}

extension DelayReport.HourDelay {
    fileprivate var json: JSONValue {
        [
            "hour": .integer(hour), "count": .integer(count), "median": .seconds(medianSeconds),
            "p95": .seconds(p95Seconds), "pooled": .bool(isPooled),
        ]
    }
}

extension DelayReport.PollDrift {
    fileprivate var json: JSONValue {
        [
            "definition": .string("query-minus-newest-event"), "polls": .integer(polls),
            "median": .seconds(medianSeconds), "most": .seconds(mostSeconds),
        ]
    }
}

extension DelayReport.Delivery {
    fileprivate var json: JSONValue {
        [
            "definition": .string("ingest-minus-availability"), "count": .integer(count), "absent": .integer(absent),
            "quantiles": DelayReport.object(quantiles) { $0.seconds }, "lost_share": .number(lostShare),
            "lost_share_low": .number(lowLostShare), "lost_share_high": .number(highLostShare),
        ]
    }
}

extension DelayReport.PolicyOutcome {
    fileprivate var json: JSONValue {
        [
            "policy": .string(policy), "events": .integer(events), "lost": .integer(lost),
            "doubled": .integer(doubled), "requests": .integer(requests), "median": .seconds(medianSeconds),
            "p99": .seconds(p99Seconds),
        ]
    }
}

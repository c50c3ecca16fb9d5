package import AuditModel

extension TrustMark {
    /// `{"side", "code", "message", "effect"}`.
    var json: JSONValue {
        [
            "side": .string(side.word), "code": .string(code.rawValue), "message": .string(message),
            "effect": .string(effect.rawValue),
        ]
    }
}

extension Gap {
    /// The gap as the contract states it; `cause` is null until causes are looked for.
    var json: JSONValue {
        [
            "id": .integer(id), "from": .instant(from), "to": .instant(to), "missing": .integer(missing),
            "of": .integer(of), "scope": Scope.json(scope), "cause": cause?.json ?? .null,
        ]
    }
}

extension TimeFault {
    /// The fault as the contract states it.
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "seconds": .count(seconds), "events": .integer(events),
            "from": .instant(from), "to": .instant(to), "explanation": .string(explanation),
            "zones": .array(zones.map { .string($0) }),
        ]
    }
}

extension BreakdownRow {
    /// The row as the contract states it; `risk_ratio` is null where no other event is missing.
    var json: JSONValue {
        [
            "field": .string(field), "value": .string(value), "authority": .integer(authority),
            "missing": .integer(missing), "risk_ratio": riskRatio.map { .number(Self.rounded($0)) } ?? .null,
        ]
    }

    /// To hundredths: more would only differ by how it was added up.
    private static func rounded(_ ratio: Double) -> Double { (ratio * 100).rounded() / 100 }
}

extension Cause {
    /// The cause as the contract states it.
    var json: JSONValue {
        [
            "code": .string(code), "explains": .integer(explains), "confidence": .string(confidence),
            "evidence": .array(evidence.map { .string($0) }), "advice": .string(advice),
        ]
    }
}

extension CoverageCell {
    /// The cell as the contract states it.
    var json: JSONValue {
        [
            "from": .instant(window.from), "to": .instant(window.to), "scope": Scope.json(scope),
            "authority": .integer(authority), "missing": .integer(missing), "extra": .integer(extra),
            "state": .string(state.rawValue),
        ]
    }
}

extension Scope {
    /// Scopes as one object field → value; empty means everything.
    static func json(_ scopes: [Scope]) -> JSONValue {
        .object(scopes.map { JSONValue.Member($0.field, .string($0.value)) })
    }

    /// A scope as an object field → value; empty means everything.
    static func json(_ scope: Scope?) -> JSONValue { json(scope.map { [$0] } ?? []) }
}

extension Problem {
    /// The problem with all its lines; those it lacks are null.
    package var json: JSONValue {
        [
            "severity": .string(severity.rawValue), "code": .string(code), "what": .string(what),
            "where": .text(place), "said": .text(said), "means": .text(means), "effect": .text(effect),
            "fix": .text(fix),
        ]
    }
}

/// An expression with a single value.
indirect enum KustoExpression: Hashable, Sendable {
    case value(KustoValue)
    /// A column, or what `let` named.
    case name(String)
    case call(String, [KustoExpression])
    /// What a dynamic value has under a name or number.
    case member(KustoExpression, KustoExpression)
    case binary(String, KustoExpression, KustoExpression)
    /// `x in (…)`, and with `~` in any letter case.
    case isAmong(KustoExpression, [KustoExpression], anyCase: Bool, negated: Bool)
}

/// A column's name and what it holds.
struct KustoAssignment: Hashable, Sendable {
    let name: String
    let value: KustoExpression
}

/// Rows, step by step.
indirect enum KustoRows: Hashable, Sendable {
    case table(String)
    case union([KustoRows], allowsMissing: Bool, source: String?)
    case step(KustoRows, Step)

    /// What is done to rows, as the language names it.
    enum Step: Hashable, Sendable {
        case filter(KustoExpression)
        case extend([KustoAssignment])
        case project([KustoAssignment])
        case projectAway([String])
        case summarize([KustoAssignment], by: [KustoAssignment])
        case distinct([KustoAssignment])
        case take(Int)
        case sort([Order])
    }

    struct Order: Hashable, Sendable {
        let key: KustoExpression
        let isDescending: Bool
    }
}

/// A whole query.
struct KustoQuery: Hashable, Sendable {
    let names: [KustoAssignment]
    let rows: KustoRows
}

extension KustoQuery {
    /// Whether it gives sums instead of rows.
    var isSummary: Bool {
        var rows = rows
        while case .step(let inner, let step) = rows {
            if case .summarize = step { return true }
            rows = inner
        }
        return false
    }
}

/// What `where` keeps rows by: comparisons of expressions, joined by `AND` and `OR`.
///
/// `AND` binds closer than `OR`, as in Splunk's expressions and other than in its search command.
struct SPLCondition {
    private struct Comparison {
        let left: SPLExpression
        let sign: String
        let right: SPLExpression
    }

    /// Of which one must hold, all comparisons of it.
    private var alternatives: [[Comparison]] = [[]]

    /// Reads the tokens of a `where` without brackets around comparisons; nil when they cannot be understood.
    init?(_ tokens: [SPLToken]) {
        var rest = tokens[...]
        while true {
            guard let left = SPLExpression.read(&rest), let sign = Self.sign(&rest),
                let right = SPLExpression.read(&rest)
            else { return nil }
            alternatives[alternatives.count - 1].append(Comparison(left: left, sign: sign, right: right))
            switch rest.popFirst() {
            case nil: return
            case .word(let word) where word.uppercased() == "AND": break
            case .word(let word) where word.uppercased() == "OR": alternatives.append([])
            case .some: return nil
            }
        }
    }

    /// Whether a row stays; a comparison with null never holds.
    func holds(_ row: SPLRow, now: Int64) -> Bool {
        alternatives.contains { $0.allSatisfy { Self.holds($0, row, now: now) } }
    }

    private static func sign(_ tokens: inout ArraySlice<SPLToken>) -> String? {
        var sign = ""
        while case .sign(let next)? = tokens.first, "<>=!".contains(next) {
            sign.append(next)
            tokens.removeFirst()
        }
        return ["<", "<=", ">", ">=", "=", "==", "!="].contains(sign) ? sign : nil
    }

    private static func holds(_ comparison: Comparison, _ row: SPLRow, now: Int64) -> Bool {
        guard let left = comparison.left.value(row, now: now).first,
            let right = comparison.right.value(row, now: now).first
        else { return false }
        let (isLess, isEqual) =
            if let left = Double(left), let right = Double(right) { (left < right, left == right) } else {
                (left < right, left == right)
            }
        switch comparison.sign {
        case "<": return isLess
        case "<=": return isLess || isEqual
        case ">": return !isLess && !isEqual
        case ">=": return !isLess
        case "!=": return !isEqual
        default: return isEqual
        }
    }
}

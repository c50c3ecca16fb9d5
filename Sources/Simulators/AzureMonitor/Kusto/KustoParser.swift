/// Reads the part of Kusto's language that auditors and their libraries use.
struct KustoParser {
    private let tokens: [KustoLexer.Token]
    private var place = 0

    private init(_ tokens: [KustoLexer.Token]) { self.tokens = tokens }

    /// Reads a query: `let` statements, and one expression that gives rows.
    static func query(_ text: String) throws(KustoFault) -> KustoQuery {
        var parser = KustoParser(try KustoLexer.tokens(of: text))
        var names: [KustoAssignment] = []
        while parser.take("let") {
            let name = try parser.name()
            try parser.expect("=")
            names.append(KustoAssignment(name: name, value: try parser.expression()))
            try parser.expect(";")
        }
        let rows = try parser.rows()
        _ = parser.take(symbol: ";")
        guard parser.token == .end else { throw .syntax("\(parser.said) is not expected") }
        return KustoQuery(names: names, rows: rows)
    }

    // MARK: Rows

    private mutating func rows() throws(KustoFault) -> KustoRows {
        var rows = try source()
        while take(symbol: "|") { rows = try step(on: rows) }
        return rows
    }

    private mutating func source() throws(KustoFault) -> KustoRows {
        if take(symbol: "(") {
            let rows = try rows()
            try expect(")")
            return rows
        }
        if take("union") { return try union([]) }
        if take(symbol: "*") { return .table("*") }
        let name = try name()
        return .table(take(symbol: "*") ? name + "*" : name)
    }

    private mutating func union(_ first: [KustoRows]) throws(KustoFault) -> KustoRows {
        var (allowsMissing, source): (Bool, String?) = (false, nil)
        while case .name(let option) = token, tokens[place + 1] == .symbol("=") {
            place += 2
            let value = said
            place += 1
            switch option {
            case "isfuzzy": allowsMissing = value == "true"
            case "withsource": source = value
            case "kind": break
            default: throw .syntax("union has no option \(option)")
            }
        }
        var legs = first
        repeat { legs.append(try self.source()) } while take(symbol: ",")
        return .union(legs, allowsMissing: allowsMissing, source: source)
    }

    private mutating func step(on rows: KustoRows) throws(KustoFault) -> KustoRows {
        switch try stepName() {
        case "where", "filter": return .step(rows, .filter(try expression()))
        case "extend": return .step(rows, .extend(try assignments()))
        case "project", "project-keep": return .step(rows, .project(try assignments()))
        case "project-away": return .step(rows, .projectAway(try assignments().map(\.name)))
        case "distinct": return .step(rows, .distinct(try assignments()))
        case "take", "limit":
            guard case .value(.long(let count)) = token else { throw .syntax("take wants a number") }
            place += 1
            return .step(rows, .take(count))
        case "count":
            return .step(rows, .summarize([KustoAssignment(name: "Count", value: .call("count", []))], by: []))
        case "summarize":
            let values = token == .name("by") ? [] : try assignments()
            return .step(rows, .summarize(values, by: take("by") ? try assignments() : []))
        case "sort", "order":
            guard take("by") else { throw .syntax("by is missing") }
            return .step(rows, .sort(try orders()))
        case "union": return try union([rows])
        case let other: throw .syntax("'\(other)' is no operator")
        }
    }

    /// An operator's name, which may hold a dash.
    private mutating func stepName() throws(KustoFault) -> String {
        var text = try name()
        while text == "project", take(symbol: "-") { text += "-" + (try name()) }
        return text
    }

    private mutating func orders() throws(KustoFault) -> [KustoRows.Order] {
        var orders: [KustoRows.Order] = []
        repeat {
            let key = try expression()
            let isAscending = take("asc")
            if !isAscending { _ = take("desc") }
            if take("nulls") { _ = try name() }
            orders.append(.init(key: key, isDescending: !isAscending))
        } while take(symbol: ",")
        return orders
    }

    private mutating func assignments() throws(KustoFault) -> [KustoAssignment] {
        var assignments: [KustoAssignment] = []
        repeat {
            if case .name(let name) = token, tokens[place + 1] == .symbol("=") {
                place += 2
                assignments.append(KustoAssignment(name: name, value: try expression()))
            } else {
                let value = try expression()
                assignments.append(KustoAssignment(name: Self.usualName(value, assignments.count), value: value))
            }
        } while take(symbol: ",")
        return assignments
    }

    /// The name of a column that the query does not name.
    private static func usualName(_ value: KustoExpression, _ place: Int) -> String {
        switch value {
        case .name(let name): name
        case .call("bin", let inner), .call("floor", let inner): inner.first.map { usualName($0, place) } ?? ""
        case .call("count", _): "count_"
        case .call(let function, let inner) where ["min", "max", "sum", "dcount"].contains(function):
            function + "_" + (inner.first.map { usualName($0, place) } ?? "")
        default: "Column\(place + 1)"
        }
    }

    // MARK: Expressions

    private mutating func expression() throws(KustoFault) -> KustoExpression {
        var left = try conjunction()
        while take("or") { left = .binary("or", left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(KustoFault) -> KustoExpression {
        var left = try comparison()
        while take("and") { left = .binary("and", left, try comparison()) }
        return left
    }

    private static let comparisons: Set = ["==", "!=", "<>", "=~", "!~", "<", ">", "<=", ">="]
    private static let words: Set = [
        "has", "!has", "contains", "!contains", "startswith", "!startswith", "endswith", "!endswith",
    ]

    private mutating func comparison() throws(KustoFault) -> KustoExpression {
        let left = try sum()
        switch token {
        case .symbol(let sign) where Self.comparisons.contains(sign):
            place += 1
            return .binary(sign, left, try sum())
        case .name(let word) where Self.words.contains(word):
            place += 1
            return .binary(word, left, try sum())
        case .name(let word) where ["in", "in~", "!in", "!in~"].contains(word):
            place += 1
            try expect("(")
            let among = try arguments()
            return .isAmong(left, among, anyCase: word.hasSuffix("~"), negated: word.hasPrefix("!"))
        case .name("between"):
            place += 1
            try expect("(")
            let low = try sum()
            try expect("..")
            let high = try sum()
            try expect(")")
            return .binary("and", .binary(">=", left, low), .binary("<=", left, high))
        default: return left
        }
    }

    private mutating func sum() throws(KustoFault) -> KustoExpression {
        var left = try product()
        while case .symbol(let sign) = token, sign == "+" || sign == "-" {
            place += 1
            left = .binary(sign, left, try product())
        }
        return left
    }

    private mutating func product() throws(KustoFault) -> KustoExpression {
        var left = try part()
        while case .symbol(let sign) = token, ["*", "/", "%"].contains(sign) {
            place += 1
            left = .binary(sign, left, try part())
        }
        return left
    }

    private mutating func part() throws(KustoFault) -> KustoExpression {
        if take(symbol: "-") { return .binary("-", .value(.long(0)), try part()) }
        var value = try primary()
        while true {
            if take(symbol: "[") {
                value = .member(value, try expression())
                try expect("]")
            } else if take(symbol: ".") {
                value = .member(value, .value(.string(try name())))
            } else {
                return value
            }
        }
    }

    private mutating func primary() throws(KustoFault) -> KustoExpression {
        switch token {
        case .value(let value):
            place += 1
            return .value(value)
        case .symbol("("):
            place += 1
            let value = try expression()
            try expect(")")
            return value
        case .symbol("*"):
            place += 1
            return .name("*")
        case .name(let name):
            place += 1
            if name == "true" || name == "false" { return .value(.bool(name == "true")) }
            guard take(symbol: "(") else { return .name(name) }
            return .call(name, try arguments())
        default: throw .syntax("\(said) is not expected")
        }
    }

    /// What follows an opening parenthesis, up to the closing one.
    private mutating func arguments() throws(KustoFault) -> [KustoExpression] {
        if take(symbol: ")") { return [] }
        var arguments: [KustoExpression] = []
        repeat { arguments.append(try expression()) } while take(symbol: ",")
        try expect(")")
        return arguments
    }

    // MARK: Tokens

    private var token: KustoLexer.Token { tokens[min(place, tokens.count - 1)] }

    private var said: String {
        switch token {
        case .name(let text), .symbol(let text): text
        case .value(let value): value.text
        case .end: "the end"
        }
    }

    private mutating func take(symbol: String) -> Bool {
        guard token == .symbol(symbol) else { return false }
        place += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        guard token == .name(word) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(KustoFault) {
        guard take(symbol: symbol) else { throw .syntax("\(symbol) is expected before \(said)") }
    }

    private mutating func name() throws(KustoFault) -> String {
        guard case .name(let name) = token else { throw .syntax("a name is expected before \(said)") }
        place += 1
        return name
    }
}

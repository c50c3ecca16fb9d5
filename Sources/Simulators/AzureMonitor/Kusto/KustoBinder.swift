import AuditModel
import ByteScan

/// An expression made ready for the rows of one table.
struct KustoBound {
    let kind: KustoValue.Kind
    /// The value where it is the same for every row.
    var constant: KustoValue?
    let read: (KustoRow) -> KustoValue

    init(_ kind: KustoValue.Kind, _ read: @escaping (KustoRow) -> KustoValue) {
        self.kind = kind
        self.read = read
    }

    init(_ kind: KustoValue.Kind, constant: KustoValue) {
        self.kind = kind
        self.constant = constant
        read = { _ in constant }
    }
}

/// Finds what the names of expressions stand for, and prepares functions and operators.
struct KustoBinder {
    let columns: [KustoColumn]
    /// What `let` named.
    let names: [String: KustoBound]
    /// What `now()` gives, nanoseconds since the Unix epoch, UTC.
    let now: Int64
    /// When a document was taken.
    let ingested: (Int) -> Int64

    /// Prepares an expression.
    func bind(_ expression: KustoExpression) throws(KustoFault) -> KustoBound {
        switch expression {
        case .value(let value): return KustoBound(Self.kind(of: value), constant: value)
        case .name(let name):
            if let column = columns.first(where: { $0.name == name }) { return KustoBound(column.kind, column.read) }
            if let value = names[name] { return value }
            throw .unresolved(name)
        case .member(let base, let step): return try member(try bind(base), try bind(step))
        case .binary(let sign, let left, let right): return try binary(sign, try bind(left), try bind(right))
        case .isAmong(let value, let list, let anyCase, let negated):
            return try membership(value, list, anyCase, negated)
        case .call(let name, let arguments): return try call(name, arguments)
        }
    }

    static func kind(of value: KustoValue) -> KustoValue.Kind {
        switch value {
        case .bool: .bool
        case .long: .long
        case .real: .real
        case .null, .string: .string
        case .datetime: .datetime
        case .timespan: .timespan
        case .dynamic: .dynamic
        }
    }

    // MARK: Operators

    private func made(
        _ kind: KustoValue.Kind, _ parts: [KustoBound], _ body: @escaping ([KustoValue]) -> KustoValue
    ) -> KustoBound {
        let constants = parts.compactMap(\.constant)
        if constants.count == parts.count { return KustoBound(kind, constant: body(constants)) }
        let reads = parts.map(\.read)
        return KustoBound(kind) { row in body(reads.map { $0(row) }) }
    }

    private func binary(_ sign: String, _ left: KustoBound, _ right: KustoBound) throws(KustoFault) -> KustoBound {
        let (first, second) = (left.read, right.read)
        switch sign {
        case "and": return KustoBound(.bool) { .bool(first($0).isTrue && second($0).isTrue) }
        case "or": return KustoBound(.bool) { .bool(first($0).isTrue || second($0).isTrue) }
        case "+", "-", "*", "/", "%":
            return made(left.kind == .datetime && right.kind == .datetime ? .timespan : left.kind, [left, right]) {
                Self.arithmetic(sign, $0[0], $0[1])
            }
        case "==", "!=", "<>", "<", ">", "<=", ">=":
            let kinds: Set = [left.kind, right.kind]
            if kinds.contains(.datetime), kinds.contains(.string), left.constant != .null, right.constant != .null {
                throw .semantic("Cannot compare values of types datetime and string. Try adding explicit casts")
            }
            return KustoBound(.bool) { .bool(Self.compares(sign, first($0), second($0))) }
        default: return KustoBound(.bool) { .bool(Self.matches(sign, first($0).text, second($0).text)) }
        }
    }

    /// A comparison with null holds never, that it differs always.
    private static func compares(_ sign: String, _ left: KustoValue, _ right: KustoValue) -> Bool {
        switch sign {
        case "==": left.equals(right) ?? false
        case "!=", "<>": !(left.equals(right) ?? false)
        case "<": left.isBefore(right) ?? false
        case ">": right.isBefore(left) ?? false
        case "<=": right.isBefore(left).map { !$0 } ?? false
        default: left.isBefore(right).map { !$0 } ?? false
        }
    }

    private static func matches(_ word: String, _ left: String, _ right: String) -> Bool {
        let (text, part) = (left.lowercased(), right.lowercased())
        switch word {
        case "=~": return text == part
        case "!~": return text != part
        case "startswith": return text.hasPrefix(part)
        case "endswith": return text.hasSuffix(part)
        case "has", "contains": return part.isEmpty || text.contains(part)
        default: return !matches(String(word.dropFirst()), left, right)
        }
    }

    private static func arithmetic(_ sign: String, _ left: KustoValue, _ right: KustoValue) -> KustoValue {
        switch (left, right) {
        case (.datetime(let time), .timespan(let length)): return .datetime(sign == "+" ? time + length : time - length)
        case (.datetime(let one), .datetime(let other)): return .timespan(one - other)
        case (.timespan(let one), .timespan(let other)): return .timespan(sign == "+" ? one + other : one - other)
        case (.long(let one), .long(let other)):
            switch sign {
            case "+": return .long(one &+ other)
            case "-": return .long(one &- other)
            case "*": return .long(one &* other)
            case "/": return other == 0 ? .null : .long(one / other)
            default: return other == 0 ? .null : .long(one % other)
            }
        default:
            guard let one = left.number, let other = right.number else { return .null }
            return .real(
                sign == "+" ? one + other : sign == "-" ? one - other : sign == "*" ? one * other : one / other)
        }
    }

    private func membership(
        _ value: KustoExpression, _ list: [KustoExpression], _ anyCase: Bool, _ negated: Bool
    ) throws(KustoFault) -> KustoBound {
        let value = try bind(value).read
        var wanted: Set<String> = []
        for item in list {
            guard let constant = try bind(item).constant else {
                throw .semantic("'in' wants values that are the same for every row")
            }
            if case .dynamic(.array(let elements)) = constant {
                wanted.formUnion(elements.map { KustoValue.dynamic($0).text })
            } else {
                wanted.insert(constant.text)
            }
        }
        if anyCase { wanted = Set(wanted.map { $0.lowercased() }) }
        return KustoBound(.bool) { row in
            let text = anyCase ? value(row).text.lowercased() : value(row).text
            return .bool(wanted.contains(text) != negated)
        }
    }

    private func member(_ base: KustoBound, _ step: KustoBound) throws(KustoFault) -> KustoBound {
        guard base.kind == .dynamic else { throw .semantic("Only values of type dynamic have members") }
        return made(.dynamic, [base, step]) { values in
            guard case .dynamic(let tree) = values[0] else { return .null }
            let found: JSONTree? =
                switch values[1] {
                case .string(let name): tree[name]
                case .long(let place): tree.elements.flatMap { $0.indices.contains(place) ? $0[place] : nil }
                default: nil
                }
            return found.map { $0 == .null ? .null : .dynamic($0) } ?? .null
        }
    }

    // MARK: Functions

    private func call(_ name: String, _ arguments: [KustoExpression]) throws(KustoFault) -> KustoBound {
        switch name {
        case "column_ifexists", "columnifexists":
            guard arguments.count == 2, case .value(.string(let column)) = arguments[0] else {
                throw .semantic("column_ifexists wants a column's name and a value")
            }
            if let column = columns.first(where: { $0.name == column }) { return KustoBound(column.kind, column.read) }
            return try bind(arguments[1])
        case "now": return KustoBound(.datetime, constant: .datetime(EventTime.floor(now, 100)))
        case "ago":
            return try binary("-", KustoBound(.datetime, constant: .datetime(now)), try argument(arguments, 0, name))
        case "ingestion_time":
            let ingested = ingested
            return KustoBound(.datetime) { row in
                row.document.map { .datetime(EventTime.floor(ingested($0), 100)) } ?? .null
            }
        case "pack_all":
            let shown = columns.filter { !$0.isHidden }
            return KustoBound(.dynamic) { row in
                .dynamic(
                    .object(
                        shown.map {
                            JSONTree.Member(name: Array($0.name.utf8), value: .string(Array($0.read(row).text.utf8)))
                        }))
            }
        default: break
        }
        var parts: [KustoBound] = []
        for argument in arguments { parts.append(try bind(argument)) }
        return try function(name, parts)
    }

    private func argument(
        _ arguments: [KustoExpression], _ place: Int, _ name: String
    ) throws(KustoFault) -> KustoBound {
        guard arguments.indices.contains(place) else { throw .semantic("\(name)(): an argument is missing") }
        return try bind(arguments[place])
    }

    private func function(_ name: String, _ parts: [KustoBound]) throws(KustoFault) -> KustoBound {
        guard let first = parts.first else { throw .semantic("\(name)(): unknown function, or an argument is missing") }
        switch name {
        case "tostring": return made(.string, [first]) { .string($0[0].text) }
        case "todatetime": return made(.datetime, [first]) { $0[0].asTime }
        case "tolong", "toint":
            return made(.long, [first]) { values in
                (Double(values[0].text)).map { .long(Int($0)) } ?? .null
            }
        case "todouble", "toreal": return made(.real, [first]) { Double($0[0].text).map { .real($0) } ?? .null }
        case "parse_json", "todynamic", "parsejson":
            return made(.dynamic, [first]) { values in
                if case .dynamic = values[0] { return values[0] }
                let tree = try? JSONTree(parsing: Array(values[0].text.utf8))
                return tree.map { .dynamic($0) } ?? .null
            }
        case "isnull": return made(.bool, [first]) { .bool($0[0] == .null) }
        case "isnotnull": return made(.bool, [first]) { .bool($0[0] != .null) }
        case "isempty": return made(.bool, [first]) { .bool($0[0].isMissing) }
        case "isnotempty": return made(.bool, [first]) { .bool(!$0[0].isMissing) }
        case "not": return made(.bool, [first]) { .bool(!$0[0].isTrue) }
        case "strlen": return made(.long, [first]) { .long($0[0].text.unicodeScalars.count) }
        case "tolower": return made(.string, [first]) { .string($0[0].text.lowercased()) }
        case "toupper": return made(.string, [first]) { .string($0[0].text.uppercased()) }
        case "strcat": return made(.string, parts) { .string($0.map(\.text).joined()) }
        case "iff", "iif":
            guard parts.count == 3 else { throw .semantic("\(name)(): three arguments are wanted") }
            return made(parts[1].kind, parts) { $0[0].isTrue ? $0[1] : $0[2] }
        case "coalesce": return coalesce(parts)
        case "bin", "floor":
            return made(first.kind, parts) { $0.count == 2 ? Self.bin($0[0], $0[1]) : .null }
        case "hash":
            return made(.long, parts) { values in
                let hash = SeededGenerator.hash(seed: 0, values[0].text)
                guard values.count > 1, case .long(let size) = values[1], size > 0 else {
                    return .long(Int(truncatingIfNeeded: hash))
                }
                return .long(Int(hash % UInt64(size)))
            }
        default: throw .semantic("Unknown function: '\(name)'")
        }
    }

    /// What is missing in every row is left out beforehand.
    private func coalesce(_ parts: [KustoBound]) -> KustoBound {
        let open = parts.filter { $0.constant?.isMissing != true }
        let kind = (open.first ?? parts[0]).kind
        guard let only = open.first else { return KustoBound(kind, constant: parts[0].constant ?? .null) }
        if open.count == 1 { return only }
        let reads = open.map(\.read)
        return KustoBound(kind) { row in
            for read in reads {
                let value = read(row)
                if !value.isMissing { return value }
            }
            return .null
        }
    }

    private static func bin(_ value: KustoValue, _ size: KustoValue) -> KustoValue {
        switch (value, size) {
        case (.datetime(let time), .timespan(let unit)) where unit > 0: .datetime(EventTime.floor(time, unit))
        case (.timespan(let length), .timespan(let unit)) where unit > 0: .timespan(EventTime.floor(length, unit))
        case (.long(let number), .long(let unit)) where unit > 0:
            .long(Int(EventTime.floor(Int64(number), Int64(unit))))
        default: .null
        }
    }
}

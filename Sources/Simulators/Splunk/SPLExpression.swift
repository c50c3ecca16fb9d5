import ByteScan

/// What `eval` computes: fields, texts, numbers, and the functions that clients of the simulator use.
indirect enum SPLExpression {
    case field(String)
    case text(String)
    case call(String, [SPLExpression])

    /// Names of functions and how many arguments they take.
    private static let functions: [String: ClosedRange<Int>] = [
        "coalesce": 1...100, "spath": 2...2, "len": 1...1, "substr": 2...3, "now": 0...0, "lower": 1...1,
        "upper": 1...1, "mvcount": 1...1, "null": 0...0,
    ]

    /// Reads the assignments of an `eval`; nil when one cannot be understood.
    static func assignments(_ tokens: [SPLToken]) -> [(name: String, value: SPLExpression)]? {
        var (rest, assignments) = (tokens[...], [(name: String, value: SPLExpression)]())
        while !rest.isEmpty {
            guard let name = rest.popFirst()?.text, rest.popFirst() == .sign("="), let value = read(&rest) else {
                return nil
            }
            assignments.append((name, value))
            if let comma = rest.popFirst(), comma != .sign(",") { return nil }
        }
        return assignments.isEmpty ? nil : assignments
    }

    /// Reads one expression from the front; nil when there is none.
    static func read(_ tokens: inout ArraySlice<SPLToken>) -> SPLExpression? {
        switch tokens.popFirst() {
        case .quoted(let text): return .text(text)
        case .field(let name): return .field(name)
        case .word(let word):
            guard tokens.first == .sign("(") else {
                let isNumber = word.first == "-" || word.first?.isNumber ?? false
                return isNumber ? .text(word) : .field(word)
            }
            tokens.removeFirst()
            return arguments(&tokens).flatMap { arguments in
                functions[word].map { $0.contains(arguments.count) } == true ? .call(word, arguments) : nil
            }
        case .sign, nil: return nil
        }
    }

    private static func arguments(_ tokens: inout ArraySlice<SPLToken>) -> [SPLExpression]? {
        var arguments: [SPLExpression] = []
        while let next = tokens.first {
            if next == .sign(")") {
                tokens.removeFirst()
                return arguments
            }
            if !arguments.isEmpty, tokens.popFirst() != .sign(",") { return nil }
            guard let argument = read(&tokens) else { return nil }
            arguments.append(argument)
        }
        return nil
    }

    /// Its value for a row; empty for null.
    func value(_ row: SPLRow, now: Int64) -> SPLRow.Value {
        switch self {
        case .field(let name): return row.value(name)
        case .text(let text): return [text]
        case .call(let name, let arguments):
            switch name {
            case "coalesce":
                for argument in arguments {
                    let value = argument.value(row, now: now)
                    if !value.isEmpty { return value }
                }
                return []
            case "spath": return Self.spath(arguments, row, now: now)
            case "now": return [String(now / 1_000_000_000)]
            case "len": return arguments[0].value(row, now: now).prefix(1).map { String($0.unicodeScalars.count) }
            case "lower": return arguments[0].value(row, now: now).map { $0.lowercased() }
            case "upper": return arguments[0].value(row, now: now).map { $0.uppercased() }
            case "mvcount": return [String(arguments[0].value(row, now: now).count)]
            case "substr": return Self.substring(arguments.map { $0.value(row, now: now).first ?? "" })
            default: return []
            }
        }
    }

    private static func spath(_ arguments: [SPLExpression], _ row: SPLRow, now: Int64) -> SPLRow.Value {
        guard let path = arguments[1].value(row, now: now).first else { return [] }
        if case .field("_raw") = arguments[0] { return row.event.map { SPLRow.values($0, at: path) } ?? [] }
        guard let text = arguments[0].value(row, now: now).first, let tree = try? JSONTree(parsing: Array(text.utf8))
        else { return [] }
        return SPLRow.values(tree, at: path)
    }

    /// Counts characters from 1, from the end where negative.
    private static func substring(_ values: [String]) -> SPLRow.Value {
        let text = values[0].unicodeScalars
        guard !text.isEmpty, let start = Int(values[1]) else { return [] }
        let first = start < 0 ? max(0, text.count + start) : max(0, start - 1)
        let length = values.count > 2 ? Int(values[2]) ?? 0 : text.count
        return [String(String.UnicodeScalarView(text.dropFirst(first).prefix(length)))]
    }
}

import AuditModel

/// The delay of the API as the report states it: seconds between an event and its visibility.
struct DelayFigures {
    /// Events that came between two delays in seconds, the second excluded; infinite where there is no end.
    struct Bin {
        let from: Double
        let to: Double
        let count: Int
    }

    /// How many events a look-back loses.
    struct LookBack {
        let seconds: Double
        let later: Int
    }

    let count: Int
    /// By share, 0.5 for the median.
    let quantiles: [(share: Double, seconds: Double)]
    let bins: [Bin]
    let lookBacks: [LookBack]
    let recommended: LookBack?
    /// The delays of each content type, most events first; empty where there is one only.
    let types: [(name: String, figures: DelayFigures)]
    /// What cannot be said, in sentences.
    let remarks: [String]

    /// Reads the report's value; nil when there is none with a histogram of at least one event.
    init?(_ value: JSONValue?) {
        guard let value, let count = value["count"]?.whole, count > 0 else { return nil }
        bins = (value["histogram"]?.elements ?? []).compactMap { bin in
            guard let count = bin["count"]?.whole else { return nil }
            return Bin(
                from: bin["from"]?.decimal ?? -.infinity, to: bin["to"]?.decimal ?? .infinity, count: count)
        }
        guard bins.contains(where: { $0.count > 0 }) else { return nil }
        self.count = count
        types = (value["types"]?.elements ?? []).compactMap { type in
            let name = type["scope"]?.members?.first?.value.text ?? "(none)"
            return DelayFigures(type).map { (name, $0) }
        }
        remarks = (value["remarks"]?.elements ?? []).compactMap(\.text)
        quantiles = (value["quantiles"]?.members ?? []).compactMap { member in
            guard let share = Double(member.name), let seconds = member.value.decimal else { return nil }
            return (share, seconds)
        }.sorted { $0.share < $1.share }
        lookBacks = (value["lookback"]?.elements ?? []).compactMap { row in
            guard let seconds = row["seconds"]?.decimal, let later = row["later"]?.whole else { return nil }
            return LookBack(seconds: seconds, later: later)
        }
        recommended = value["recommended"].flatMap { value in
            guard let seconds = value["lookback_seconds"]?.decimal, let misses = value["misses"]?.whole else {
                return nil
            }
            return LookBack(seconds: seconds, later: misses)
        }
    }

    /// Events later than each bin's end, for the share that is still to come.
    var later: [(seconds: Double, count: Int)] {
        var left = bins.reduce(0) { $0 + $1.count }
        return bins.map { bin in
            left -= bin.count
            return (bin.to, left)
        }
    }
}

extension JSONValue {
    fileprivate subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

    fileprivate var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    fileprivate var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    fileprivate var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    fileprivate var whole: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    fileprivate var decimal: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }
}

import FoundationEssentials

/// A small JSON answer in memory: errors and tokens, never a page of records.
enum ReplyJSON: Sendable, Hashable {
    case text(String)
    /// The number's text, as far as it was kept; whole numbers have no fraction.
    case number(String)
    case list([ReplyJSON])
    case object([String: ReplyJSON])
    /// `true`, `false` or `null`.
    case other

    /// The most bytes that are looked at; no service's error or token is nearly as long.
    static let mostBytes = 256 << 10

    /// Parses a whole body; nil when it is too long or no JSON.
    init?(parsing body: [UInt8]) {
        guard body.count <= Self.mostBytes else { return nil }
        do {
            self = try JSONDecoder().decode(ReplyJSON.self, from: Data(body))
        } catch {
            // An error page in another form is an answer without a code, which is what nil says.
            return nil
        }
    }

    /// The value at a dotted path, whose whole numbers count elements of lists from 0.
    func value(at path: String) -> ReplyJSON? {
        var value = self
        for step in path.split(separator: ".") {
            switch value {
            case .object(let members):
                guard let next = members[String(step)] else { return nil }
                value = next
            case .list(let elements):
                guard let index = Int(step), elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .text, .number, .other: return nil
            }
        }
        return value
    }

    /// A string, or a number's text.
    var scalarText: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .list, .object, .other: nil
        }
    }

    /// The strings of a list.
    var texts: [String] {
        guard case .list(let elements) = self else { return [] }
        return elements.compactMap(\.scalarText)
    }
}

extension ReplyJSON: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Each attempt only asks whether the value has that form; the last one is sure to know.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let members = try? container.decode([String: ReplyJSON].self) {
            self = .object(members)
        } else if let elements = try? container.decode([ReplyJSON].self) {
            self = .list(elements)
        } else if let number = try? container.decode(Int.self) {
            self = .number(String(number))
        } else if let number = try? container.decode(Double.self) {
            self = .number(String(number))
        } else {
            self = .other
        }
    }
}

import AuditModel
import ByteScan

/// Where in a question's answer the next request starts.
enum PagePosition: Hashable, Sendable {
    case start
    /// An absolute URL.
    case link(String)
    case token(String)
    /// A page's number, or how many records to pass over.
    case number(Int)
    /// A lower bound, nanoseconds since the Unix epoch.
    case time(Int64)
    /// The id of the last record seen.
    case id(String)
    /// The service knows; this counts how often it was asked.
    case again(Int)

    /// The name and value a cursor keeps; nil when the position must not be written down.
    var member: JSONValue.Member? {
        switch self {
        case .start: JSONValue.Member("start", .bool(true))
        case .link(let url): URLText(url).mayHoldCredential ? nil : JSONValue.Member("link", .string(url))
        case .token(let token): JSONValue.Member("token", .string(token))
        case .number(let number): JSONValue.Member("number", .integer(number))
        case .time(let time): JSONValue.Member("time", .integer(Int(time)))
        case .id(let id): JSONValue.Member("id", .string(id))
        case .again(let count): JSONValue.Member("again", .integer(count))
        }
    }

    /// Reads what ``member`` wrote.
    init?(_ tree: JSONTree) {
        if let link = tree["link"]?.text {
            self = .link(link)
        } else if let token = tree["token"]?.text {
            self = .token(token)
        } else if let number = Self.integer(tree["number"]) {
            self = .number(number)
        } else if let time = Self.integer(tree["time"]) {
            self = .time(Int64(time))
        } else if let id = tree["id"]?.text {
            self = .id(id)
        } else if let count = Self.integer(tree["again"]) {
            self = .again(count)
        } else if tree["start"] != nil {
            self = .start
        } else {
            return nil
        }
    }

    private static func integer(_ tree: JSONTree?) -> Int? {
        guard case .number(let text)? = tree else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}

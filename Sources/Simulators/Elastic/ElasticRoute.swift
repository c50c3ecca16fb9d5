/// The requests the simulated products answer.
enum ElasticRoute {
    case information
    case authenticate
    case privileges
    case health
    case openPointInTime(index: String)
    case closePointInTime(all: Bool)
    case search(index: String?)
    case count(index: String?)
    case fields(index: String)
    case scroll
    case closeScroll

    /// Reads method and path; nil for what neither product has.
    init?(_ request: SimulatorRequest, _ product: ElasticProduct) {
        let parts = request.path.split(separator: "/").map(String.init)
        let isRead = request.method == "GET" || request.method == "POST"
        let isDeletion = request.method == "DELETE"
        let pit = product.pointInTime
        switch (parts.first, parts.count) {
        case (nil, _) where request.method == "GET" || request.method == "HEAD": self = .information
        case ("_security", 2) where parts[1] == "_authenticate" && product == .elasticsearch: self = .authenticate
        case ("_plugins", 3) where parts == ["_plugins", "_security", "authinfo"] && product == .openSearch:
            self = .authenticate
        case ("_security", 3) where parts[1...] == ["user", "_has_privileges"] && product == .elasticsearch:
            self = .privileges
        case ("_cluster", 2) where parts[1] == "health": self = .health
        case (_, pit.count) where parts == pit && isDeletion: self = .closePointInTime(all: false)
        case (_, pit.count + 1) where parts == pit + ["_all"] && isDeletion: self = .closePointInTime(all: true)
        case (_, pit.count + 1) where Array(parts.dropFirst()) == pit && request.method == "POST":
            self = .openPointInTime(index: parts[0])
        case ("_search", 2...3) where parts[1] == "scroll": self = isDeletion ? .closeScroll : .scroll
        case ("_search", 1) where isRead: self = .search(index: nil)
        case ("_count", 1) where isRead: self = .count(index: nil)
        case (_, 2) where parts[1] == "_search" && isRead: self = .search(index: parts[0])
        case (_, 2) where parts[1] == "_count" && isRead: self = .count(index: parts[0])
        case (_, 2) where parts[1] == "_field_caps" && isRead: self = .fields(index: parts[0])
        default: return nil
        }
    }
}

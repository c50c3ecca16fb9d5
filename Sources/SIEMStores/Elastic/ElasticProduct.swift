import AuditModel

/// The two products of one descent, and where they differ to a client.
enum ElasticProduct: String, Sendable {
    case elasticsearch
    case openSearch = "opensearch"

    /// Path behind an index under which a point in time is opened, and under which one is freed.
    var openPath: String {
        switch self {
        case .elasticsearch: "/_pit"
        case .openSearch: "/_search/point_in_time"
        }
    }

    /// The member of the answer that holds a new point in time.
    var openedName: String {
        switch self {
        case .elasticsearch: "id"
        case .openSearch: "pit_id"
        }
    }

    /// What frees a point in time.
    func freeing(_ id: String) -> JSONValue {
        switch self {
        case .elasticsearch: ["id": .string(id)]
        case .openSearch: ["pit_id": .array([.string(id)])]
        }
    }

    /// Where it says whose the credential is, and the members of the answer that hold the name.
    var whoPath: String {
        switch self {
        case .elasticsearch: "/_security/_authenticate"
        case .openSearch: "/_plugins/_security/authinfo"
        }
    }

    var whoName: String {
        switch self {
        case .elasticsearch: "username"
        case .openSearch: "user_name"
        }
    }

    /// What people call it.
    var title: String {
        switch self {
        case .elasticsearch: "Elasticsearch"
        case .openSearch: "OpenSearch"
        }
    }
}

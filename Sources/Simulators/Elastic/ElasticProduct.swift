import AuditModel

/// The two products of one descent, and where they differ to a client.
enum ElasticProduct: String, Sendable {
    case elasticsearch
    case openSearch = "opensearch"

    /// Answers `GET /`.
    var information: JSONValue {
        let number: JSONValue
        switch self {
        case .elasticsearch:
            number = [
                "number": .string("9.1.0"), "build_flavor": .string("default"), "build_type": .string("docker"),
                "build_hash": .string("0000000000000000000000000000000000000000"),
                "build_date": .string("2026-07-01T00:00:00.000Z"), "build_snapshot": .bool(false),
                "lucene_version": .string("10.2.2"), "minimum_wire_compatibility_version": .string("8.19.0"),
                "minimum_index_compatibility_version": .string("8.0.0"),
            ]
        case .openSearch:
            number = [
                "distribution": .string("opensearch"), "number": .string("3.3.0"), "build_type": .string("tar"),
                "build_hash": .string("0000000000000000000000000000000000000000"),
                "build_date": .string("2026-07-01T00:00:00.000Z"), "build_snapshot": .bool(false),
                "lucene_version": .string("10.3.0"), "minimum_wire_compatibility_version": .string("2.19.0"),
                "minimum_index_compatibility_version": .string("2.0.0"),
            ]
        }
        return [
            "name": .string("simulator-1"), "cluster_name": .string("simulator"),
            "cluster_uuid": .string("s1mulat0rs1mulat0rs1mu"), "version": number, "tagline": .string(tagline),
        ]
    }

    /// The tag line by which clients know the product.
    private var tagline: String {
        switch self {
        case .elasticsearch: "You Know, for Search"
        case .openSearch: "The OpenSearch Project: https://opensearch.org/"
        }
    }

    /// The path of a point in time, behind the index when one is opened.
    var pointInTime: [String] {
        switch self {
        case .elasticsearch: ["_pit"]
        case .openSearch: ["_search", "point_in_time"]
        }
    }

    /// The variable that holds the credential.
    var variable: String {
        switch self {
        case .elasticsearch: "ELASTICSEARCH_API_KEY"
        case .openSearch: "OPENSEARCH_PASSWORD"
        }
    }

    /// Who the simulator's client is.
    static let user = "siemgap"
}

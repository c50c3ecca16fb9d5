import AuditModel
import ByteScan

/// Where events in the Elastic Common Schema keep what identifies and dates them.
struct ElasticFields: Sendable {
    /// Alternatives, the first that a document has all parts of counts.
    let ids: [[String]]
    /// Alternatives, the first that a document has counts.
    let times: [String]
    /// The field by which a window is asked for.
    let axis: String
    static let ingested = "event.ingested"

    /// The vendors' own ids behind the common one, as the pipelines of Elastic's integrations place them (the directory
    /// audit and the risk pipelines set no `event.id`).
    private static let usualIDs = [
        "event.id", "o365.audit.Id", "o365audit.Id", "azure.signinlogs.properties.id", "azure.auditlogs.properties.id",
        "azure.identityprotection.properties.id", "azure.identity_protection.properties.id",
        "azure.activitylogs.event_data_id", "azure.activitylogs.properties.eventDataId",
        "azure.activitylogs.properties.id", "okta.uuid", "aws.cloudtrail.event_id", "github.document_id",
        "onepassword.uuid", "slack.audit.id",
    ]

    /// The risk pipeline alone dates an event by its detection.
    private static let usualTimes = ["azure.identityprotection.properties.activity_datetime", "@timestamp"]

    /// Takes what is set; the rest is as the integrations have it.
    init(id: [String], time: String?) {
        ids = id.isEmpty ? Self.usualIDs.map { [$0] } : [id]
        times = time.map { [$0] } ?? Self.usualTimes
        axis = time ?? "@timestamp"
    }

    /// Names of fields that an index has.
    typealias Present = Set<String>

    /// A field that was mapped without a template is text, and its exact form lies beside it.
    static func forms(of field: String) -> [String] { [field, field + ".keyword"] }

    /// The names under which ids may be found, in all forms, each once.
    var idNames: [String] {
        var seen: Set<String> = []
        return ids.flatMap(\.self).flatMap(Self.forms).filter { seen.insert($0).inserted }
    }

    /// The places of ids of which all parts are there; all places where that is not known.
    func ids(among present: Present?) -> [[String]] {
        guard let present else { return ids }
        return ids.filter { $0.allSatisfy { Self.forms(of: $0).contains(where: present.contains) } }
    }

    /// Parts of an id.
    var idParts: Int { ids.first?.count ?? 1 }

    /// The names of all fields, each once, for `_source`.
    var names: [String] {
        var seen: Set<String> = []
        return (ids.flatMap(\.self) + times + [Self.ingested]).filter { seen.insert($0).inserted }
    }

    /// The steps from a hit to a field of its source.
    static func steps(_ name: String) -> [PathStep] {
        [.key("_source")] + name.split(separator: ".").map { .key(String($0)) }
    }
}

import AuditModel

/// The questions to a workspace, as query texts.
///
/// Every table is a leg of a union of its own, so that one without a column, or with another type for it, does not
/// disturb the others. Slices are cut along the events' own time, since TimeGenerated may be rewritten: learn.microsoft.com,
/// "Standard columns in Azure Monitor Logs".
struct WorkspaceQuery: Sendable {
    /// Tables, or a query in parentheses.
    let legs: [String]
    /// Whether tables that are not there are left out; else they are an error.
    let allowsMissing: Bool
    /// The texts of the id's parts.
    let ids: [String]
    /// The event time.
    let time: String
    /// Whether rows are asked for as they are.
    let asksWhole: Bool
    /// Whether the column is asked for in which custom tables keep an event's text.
    let asksTexts: Bool

    /// How many rows were ingested before the present instant, and that instant, in columns `Records` and `Until`.
    func count(in window: TimeWindow) -> String {
        let rows = union { leg in [leg, Self.ingested, within(window)] }
        return "let Until = now();\n\(rows)\n| summarize Records = count()\n| extend Until = Until"
    }

    /// The rows of one part of a slice: those that were ingested until an instant, `number` of `parts` by their ids.
    func rows(in window: TimeWindow, until: String, part number: Int, of parts: Int) -> String {
        let rows = union { leg in
            var steps = [leg, Self.ingested, within(window)]
            if parts > 1 { steps.append("where hash(\(key), \(parts)) == \(number)") }
            return steps + shape
        }
        return "let Until = datetime(\(until));\n\(rows)"
    }

    /// The rows that have one of these ids, each given in the spellings a SIEM may have.
    func rows(ofIDs keys: [String], in window: TimeWindow?) -> String {
        let rows = union { leg in
            var steps = [leg, "where \(key) in~ (Wanted)"]
            if let window { steps.append(within(window)) }
            return steps + shape
        }
        return "let Wanted = \(KustoText.list(keys));\n\(rows)"
    }

    /// What joins the parts of an id.
    static let joint = "|"

    // Rows of tables that keep no ingestion time are not left out.
    private static let ingested = "where isnull(ingestion_time()) or ingestion_time() <= Until"

    private func within(_ window: TimeWindow) -> String {
        "where \(time) >= \(KustoText.instant(window.from)) and \(time) < \(KustoText.instant(window.to))"
    }

    /// The whole id as one text.
    private var key: String { ids.count == 1 ? ids[0] : "strcat(\(ids.joined(separator: ", \"\(Self.joint)\", ")))" }

    /// What is shown of a row.
    private var shape: [String] {
        if asksWhole { return ["extend IngestionTime = ingestion_time()"] }
        let parts = ids.enumerated().map { "Id\($0.offset) = \($0.element)" }
        return [
            "project \(parts.joined(separator: ", ")), EventTime = \(time), IngestionTime = ingestion_time(), "
                + "Size = tolong(column_ifexists(\"_BilledSize\", real(null))), "
                + "Table = tostring(column_ifexists(\"Type\", \"\")), "
                + "Resource = tostring(column_ifexists(\"_ResourceId\", \"\"))"
                + (asksTexts ? ", Text = tostring(column_ifexists(\"RawData\", \"\"))" : "")
        ]
    }

    private func union(_ steps: (String) -> [String]) -> String {
        let texts = legs.map { "(" + steps($0).joined(separator: "\n| ") + ")" }
        return "union isfuzzy=\(allowsMissing)\n" + texts.joined(separator: ",\n")
    }
}

extension WorkspaceQuery {
    /// The known tables, what holds the id and the time of an event in them, and in custom tables.
    ///
    /// Sources: learn.microsoft.com, table reference of Azure Monitor Logs; columns of custom tables end by their type.
    enum Known {
        static let tables = [
            "SigninLogs", "AADNonInteractiveUserSignInLogs", "AADServicePrincipalSignInLogs",
            "AADManagedIdentitySignInLogs", "AuditLogs", "OfficeActivity",
        ]
        static let ids = [
            "Id", "OfficeId", "SourceRecordId", "EventDataId", "SystemAlertId", "Id_g", "Id_s", "id_g", "id_s",
            "EventId_g", "EventId_s", "EventId", "uuid_g", "eventID_g", "RawData:Id", "RawData:properties.id",
            "RawData:uuid", "RawData:eventID", "RawData:id",
        ]
        static let times = [
            "CreatedDateTime", "ActivityDateTime", "OriginalTime", "OriginalTime_t", "CreationTime_t",
            "createdDateTime_t", "activityDateTime_t", "CreationTime",
        ]
    }

    /// The event time at the first of the paths that a row has; TimeGenerated where it has none.
    static func time(at paths: [String]) -> String {
        KustoText.first(
            of: paths.map { "todatetime(\(KustoText.text(at: $0)))" } + [
                "column_ifexists(\"TimeGenerated\", datetime(null))"
            ])
    }
}

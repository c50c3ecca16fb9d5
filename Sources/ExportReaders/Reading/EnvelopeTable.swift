package import ByteScan

/// The envelopes that hold events in one array, by the names their services and tools give the array.
package enum EnvelopeTable {
    /// All forms; the first that fits counts.
    package static let all: [EnvelopeForm] = [
        form("tables", [.key("tables"), .anyItem, .key("rows")], ["statistics", "render", "dataSources"]),
        form("Tables", [.key("Tables"), .anyItem, .key("Rows")], []),
        form(
            "hits.hits", [.key("hits"), .key("hits")],
            [
                "took", "timed_out", "_shards", "terminated_early", "pit_id", "_scroll_id", "num_reduce_phases",
                "_clusters", "status",
            ]),
        form("value", [.key("value")], ["odata.metadata", "odata.nextLink", "count"]),
        form("Records", [.key("Records")], []), form("records", [.key("records")], []),
        form("expected", [.key("expected")], []),
        form("events", [.key("events")], ["moreDataAvailable", "more_data_available", "stats", "count", "total"]),
        form("Events", [.key("Events")], ["NextToken"]),
        form("items", [.key("items")], ["kind", "etag", "nextPageToken", "cursor", "has_more"]),
        form(
            "results", [.key("results")],
            ["preview", "init_offset", "messages", "fields", "highlighted", "post_process_count"]),
        form("rows", [.key("rows")], ["preview", "init_offset", "messages", "fields", "highlighted"]),
        form("values", [.key("values")], ["took", "is_partial", "columns", "documents_found", "values_loaded"]),
        form("messages", [.key("messages")], ["fields"]),
        form("entries", [.key("entries")], ["response_metadata"]), form("data", [.key("data")], ["status", "meta"]),
        array,
    ]

    /// A JSON array by itself.
    package static let array = EnvelopeForm("array", path: [], companions: nil)

    /// The frames of a Kusto answer (v2): the rows of the table that is the result.
    package static let kustoFrames = EnvelopeForm(
        "frames", path: [.anyItem, .key("Rows")], companions: nil, marker: ("TableKind", "PrimaryResult"))

    private static func form(_ name: String, _ path: [EnvelopeForm.Step], _ companions: Set<String>) -> EnvelopeForm {
        EnvelopeForm(name, path: path, companions: companions)
    }
}

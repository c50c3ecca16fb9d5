/// The exports a simulated SIEM can give, as `siem.kind` of a scenario names them.
package enum ExportKind: String, Sendable, CaseIterable {
    /// A saved answer of the search endpoint.
    case elasticsearch
    /// What elasticdump writes.
    case elasticDump = "elasticdump"
    case splunkCSV = "splunk-csv"
    /// What Splunk's export endpoint writes.
    case splunkJSON = "splunk-json"
    /// A table of a Log Analytics workspace from the portal.
    case logAnalyticsCSV = "la-csv"
    /// What the Purview portal exports.
    case purviewCSV = "purview-csv"
    /// `Search-UnifiedAuditLog | Export-Csv`.
    case searchCSV = "ual-csv"
    /// The events themselves, one a line.
    case ndjson

    /// The name of the file.
    package var fileName: String {
        switch self {
        case .elasticsearch: "siem.json"
        case .elasticDump, .splunkJSON, .ndjson: "siem.ndjson"
        case .splunkCSV, .logAnalyticsCSV, .purviewCSV, .searchCSV: "siem.csv"
        }
    }

    /// Whether the export holds the event's raw text, which can end early.
    var holdsRawText: Bool { self == .splunkCSV || self == .splunkJSON || self == .ndjson }

    /// Whether the export holds events of a source.
    func holds(_ source: String) -> Bool {
        switch self {
        case .purviewCSV, .searchCSV: source == "o365-management"
        case .logAnalyticsCSV: LogAnalyticsForm.Table(source: source) != nil
        case .elasticsearch, .elasticDump, .splunkCSV, .splunkJSON, .ndjson: true
        }
    }
}

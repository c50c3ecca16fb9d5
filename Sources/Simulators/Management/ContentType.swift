/// The streams of the Management Activity API, each with a subscription of its own.
package enum ContentType: String, Sendable, CaseIterable {
    case directory = "Audit.AzureActiveDirectory"
    case exchange = "Audit.Exchange"
    case sharePoint = "Audit.SharePoint"
    case general = "Audit.General"
    case dlp = "DLP.All"

    /// The stream that holds the events of a workload.
    package init(workload: String) {
        switch workload {
        case "AzureActiveDirectory": self = .directory
        case "Exchange": self = .exchange
        case "SharePoint", "OneDrive": self = .sharePoint
        case "DLP": self = .dlp
        default: self = .general
        }
    }
}

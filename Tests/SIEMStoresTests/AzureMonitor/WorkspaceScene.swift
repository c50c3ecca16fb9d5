import AuditModel
import Pulling
import SIEMStores
import Settings
import Testing
import Transport

/// A store `azure-monitor` made of settings as a file has them, and answers of a scripted workspace.
enum WorkspaceScene {
    /// 2026-11-02T00:00:00Z.
    static let start: Int64 = 1_793_577_600_000_000_000
    static let window = TimeWindow(from: start, to: start + 3_600_000_000_000)
    static let until = "2026-11-03T00:00:00.1234567Z"
    private static let usual = [
        "workspace: 0a0b0c0d-0000-4000-8000-000000000001", "tenant: contoso.example", "client_id: app",
    ]

    /// Makes a store.
    ///
    /// - Parameter settings: keys in the place of the usual secret and beside the workspace.
    static func store(
        _ settings: [String] = [], secret: [String] = ["client_secret: {env: SECRET}"], whole: Bool = false
    ) throws -> MadeStore {
        let lines = ["type: azure-monitor"] + usual + secret + settings
        let text = "schema: 1\nsiems:\n  sentinel:\n" + lines.map { "    \($0)\n" }.joined()
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: start).siems.first)
        let making = SourceMaking(resolve: { _, _ in Secret("hidden") }, wait: { _ in })
        return try StoreRegistry.store(named, making: StoreMaking(making, asksWhole: whole))
    }

    static func question(pageSize: Int = 20_000) -> SliceQuestion {
        SliceQuestion(scope: nil, window: window, pageSize: pageSize)
    }

    /// The answer to a count.
    static func counted(_ records: Int) -> String {
        table(
            "[{\"name\":\"Records\",\"type\":\"long\"},{\"name\":\"Until\",\"type\":\"datetime\"}]",
            "[\(records),\"\(until)\"]")
    }

    /// An answer with one table.
    static func table(_ columns: String, _ rows: String, also: String = "") -> String {
        "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":\(columns),\"rows\":[\(rows)]}]\(also)}"
    }

    /// Columns of narrow rows.
    static let narrow = """
        [{"name":"Id0","type":"string"},{"name":"EventTime","type":"datetime"},{"name":"IngestionTime","type":"datetime"},\
        {"name":"Size","type":"long"},{"name":"Table","type":"string"},{"name":"Resource","type":"string"}]
        """

    /// Whether a call counts.
    static func isCount(_ call: HTTPCall) -> Bool { call.text.contains("summarize Records") }
}

import AuditModel
import Pulling
import Settings
import Transport

extension AzureMonitorStore {
    /// Hosts of a cloud: learn.microsoft.com, "Azure Monitor Logs API: access" and the national clouds' endpoint lists.
    private enum Cloud: String, CaseIterable {
        case worldwide
        case gccHigh = "gcc-high"
        case china

        var url: String {
            switch self {
            case .worldwide: "https://api.loganalytics.azure.com"
            case .gccHigh: "https://api.loganalytics.us"
            case .china: "https://api.loganalytics.azure.cn"
            }
        }

        var login: String {
            switch self {
            case .worldwide: "https://login.microsoftonline.com"
            case .gccHigh: "https://login.microsoftonline.us"
            case .china: "https://login.chinacloudapi.cn"
            }
        }

        var resource: String { self == .worldwide ? "https://api.loganalytics.io" : url }
    }

    private static let day: Int64 = 86_400_000_000_000

    /// Makes the store `azure-monitor`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        let cloud = try map.choice("cloud", Cloud.self) ?? .worldwide
        guard let workspace = try map.text("workspace"), GUIDSpelling(workspace) != nil else {
            throw map.fault("workspace", "the workspace's id is a GUID", fix: "copy it from the workspace's overview")
        }
        let url = try map.text("url") ?? cloud.url
        guard HTTPAddress(url) != nil else {
            throw map.fault("url", "it must be a whole URL", fix: "write url: \(cloud.url)")
        }
        let entra = try EntraClient(
            map, login: cloud.login, resource: cloud.resource, for: map.path, making.outside)
        let (query, tables) = try query(map, making)
        let desk = WorkspaceDesk(
            url: "\(url)/v1/workspaces/\(workspace)/query", query: query,
            late: try map.duration("late") ?? 30 * day,
            patience: Int((try map.duration("wait") ?? 55_000_000_000) / 1_000_000_000))
        let rate = try StoreLimits.read(map, usual: usualRate)
        let widening = try map.duration("widen") ?? day
        let size = try map.integer("page_size") ?? (making.asksWhole ? 5_000 : 20_000)
        guard 1..<mostRows ~= size else {
            throw map.fault("page_size", "1 to \(mostRows - 1) is wanted", fix: "write page_size: 20000")
        }
        try map.finish()
        return MadeStore(
            store: AzureMonitorStore(
                desk: desk, tables: tables, host: url, pageSize: size, widening: widening, rate: rate),
            client: ClientRecipe(
                auth: .token(entra.grant), hosts: [url], rate: rate, throttle: .init(), errors: errors),
            settings: ["workspace": .string(workspace), "asked": .array(query.legs.map { .string($0) })])
    }

    /// What is asked: known tables, the user's, or a query of the user's own.
    private static func query(
        _ map: SettingsMap, _ making: StoreMaking
    ) throws(SettingsFault) -> (WorkspaceQuery, tables: [String]) {
        let (named, text) = (try map.texts("tables"), try map.text("query"))
        if named != nil, text != nil {
            throw map.fault("query", "tables are set as well", fix: "keep one of them")
        }
        if let wrong = named?.first(where: { !KustoText.isName($0) }) {
            throw map.fault("tables", "\"\(wrong)\" is no name of a table", fix: "write tables: [SigninLogs]")
        }
        if let text, text.isEmpty || text.contains(";") {
            throw map.fault(
                "query", "one expression that gives rows is wanted",
                fix: "write query: MyTable_CL | where Source_s == \"okta\"")
        }
        let tables = text == nil ? named ?? WorkspaceQuery.Known.tables : []
        guard text != nil || !tables.isEmpty else {
            throw map.fault("tables", "no table is named", fix: "write tables: [SigninLogs], or remove it")
        }
        let ids = try paths("id", map)
        let times = try paths("time", map)
        let query = WorkspaceQuery(
            legs: text.map { ["(\($0))"] } ?? tables, allowsMissing: text == nil && named == nil,
            ids: ids.map { $0.map(KustoText.text) }
                ?? [KustoText.first(of: WorkspaceQuery.Known.ids.map(KustoText.text))],
            time: WorkspaceQuery.time(at: times ?? WorkspaceQuery.Known.times),
            asksWhole: making.asksWhole, asksTexts: making.asksTexts)
        return (query, tables)
    }

    private static func paths(_ key: String, _ map: SettingsMap) throws(SettingsFault) -> [String]? {
        guard let paths = try map.texts(key) else { return nil }
        guard !paths.isEmpty, paths.allSatisfy(KustoText.isPath) else {
            throw map.fault(key, "a column is wanted", fix: "write \(key): Id, or Column:member for JSON in a column")
        }
        return paths
    }

    /// Codes and where they stand: learn.microsoft.com, "Azure Monitor Log Analytics API errors".
    private static var errors: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["error.code"]
        // The innermost message names the column or table.
        rules.messagePaths = [
            "error.innererror.innererror.message", "error.innererror.message", "error.details.0.message",
            "error.message",
        ]
        rules.requestIDHeaders = ["x-ms-request-id", "error.correlationId"]
        rules.classes = [
            "PathNotFoundError": .fail(.rejected), "WorkspaceNotFoundError": .fail(.rejected),
            "GatewayTimeout": .fail(.timeout),
        ]
        rules.statuses = [404: .fail(.rejected), 504: .fail(.timeout)]
        return rules
    }

    /// The JSON schema of the settings.
    static var schema: JSONValue {
        func text(_ about: String) -> JSONValue { ["type": .string("string"), "description": .string(about)] }
        let (texts, duration) = (ConfigurationSchema.texts, ConfigurationSchema.duration)
        let own: [JSONValue.Member] = [
            .init("workspace", text("The workspace's id, a GUID.")),
            .init("cloud", ["enum": .array(Cloud.allCases.map { .string($0.rawValue) })]),
            .init("url", text("Another address of the query API.")), .init("tables", texts),
            .init("query", text("An expression that gives rows, in the place of tables.")), .init("id", texts),
            .init("time", texts), .init("widen", duration), .init("late", duration), .init("wait", duration),
            .init("page_size", ["type": .string("integer"), "minimum": .integer(1)]),
            .init("limits", StoreLimits.schema),
        ]
        return ConfigurationSchema.closed(
            own + EntraClient.schema, required: ["workspace", "tenant", "client_id"])
    }
}

import AuditModel
import ByteScan

/// The tables of a simulated workspace: what it holds of one source.
///
/// Columns: learn.microsoft.com, table reference of Azure Monitor Logs; custom tables end columns by their type.
final class WorkspaceTables {
    private let shelf: StoreShelf
    private var last: (number: Int, record: SIEMRecord)?

    /// Reads a shelf.
    init(_ shelf: StoreShelf) { self.shelf = shelf }

    private static let day: Int64 = 86_400_000_000_000
    /// The workspace's own id, which the column `TenantId` holds.
    static func workspace(of source: String) -> String {
        let seed = SeededGenerator.hash(seed: 7, "workspace/" + source)
        var bytes: [UInt8] = []
        bytes.appendGUID((seed, SeededGenerator.mix(seed)))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Tables with the rows that were taken until an instant and whose TimeGenerated a window covers.
    func tables(in window: TimeWindow?, visibleAt instant: Int64) -> [(name: String, table: KustoTable)] {
        var rows: [String: [KustoRow]] = [:]
        for number in shelf.documents(in: nil, visibleAt: instant) {
            let name = table(of: number)
            if let window, !window.contains(generated(number)) { continue }
            rows[name, default: []].append(KustoRow(document: number))
        }
        return names.map { ($0, KustoTable(columns: columns(of: $0), rows: rows[$0] ?? [])) }
    }

    /// When a document was taken.
    func ingested(_ number: Int) -> Int64 { shelf.document(number).received }

    /// Names of the tables there are, those without rows among them.
    var names: [String] { own + sent }

    /// Tables that events were sent to.
    private var sent: [String] { Set(shelf.delivered.all.compactMap { $0.field(Self.tableField) }).sorted() }

    /// The field of a document that was sent which names its table.
    static let tableField = "_table"

    private var own: [String] {
        switch LogAnalyticsForm.Table(source: shelf.source) {
        case .officeActivity: ["OfficeActivity"]
        case .signInLogs: Array(Self.signIns.map(\.table))
        case .auditLogs: ["AuditLogs"]
        case .custom, nil: ["AuditEvents_CL"]
        }
    }

    private static let signIns: [(type: String, table: String)] = [
        ("interactiveUser", "SigninLogs"), ("nonInteractiveUser", "AADNonInteractiveUserSignInLogs"),
        ("servicePrincipal", "AADServicePrincipalSignInLogs"),
        ("managedIdentity", "AADManagedIdentitySignInLogs"),
    ]

    private func table(of number: Int) -> String {
        if let sent = shelf.document(number).delivered { return sent.field(Self.tableField) ?? own[0] }
        guard own.count > 1 else { return own[0] }
        let tenant = shelf.maker.tenant
        let type = tenant.type(of: tenant.records[shelf.document(number).index])
        return Self.signIns.first { $0.type == type }?.table ?? own[0]
    }

    /// TimeGenerated: a time more than two days before the receipt, or more than a day after it, is replaced by it.
    ///
    /// learn.microsoft.com, "Standard columns in Azure Monitor Logs". Office events come by a way that keeps it.
    private func generated(_ number: Int) -> Int64 {
        let document = shelf.document(number)
        let lag = document.received - document.time
        let isKept =
            -Self.day...(2 * Self.day) ~= lag || LogAnalyticsForm.Table(source: shelf.source) == .officeActivity
        return tick(isKept ? document.time : document.received)
    }

    /// Times have seven digits at most; fewer where the SIEM was set to.
    private func tick(_ instant: Int64) -> Int64 {
        let unit = (0..<max(2, 9 - shelf.digits)).reduce(Int64(1)) { unit, _ in unit * 10 }
        return EventTime.floor(instant, unit)
    }

    private func record(_ number: Int) -> SIEMRecord {
        if let last, last.number == number { return last.record }
        let record = shelf.record(number)
        last = (number, record)
        return record
    }

    // MARK: Columns

    private func columns(of table: String) -> [KustoColumn] {
        let workspace = Self.workspace(of: shelf.source)
        var columns = [
            text("TenantId") { _ in workspace }, time("TimeGenerated") { [self] in generated($0) },
        ]
        switch table {
        case _ where sent.contains(table): columns += delivered(table)
        case "OfficeActivity": columns += office
        case "AuditLogs": columns += audit
        case "AuditEvents_CL":
            columns += [
                time("OriginalTime") { [self] in tick(shelf.document($0).time) }, id("EventId_s"),
                text("Operation_s") { [self] in record($0).operation }, text("UserId_s") { [self] in record($0).user },
            ]
        default: columns += signIn(table)
        }
        return columns + [text("Type") { _ in table }] + hidden(table)
    }

    /// The columns of a table that events were sent to.
    private func delivered(_ table: String) -> [KustoColumn] {
        let first = shelf.delivered.all.first { $0.field(Self.tableField) == table }
        let names = (first?.fields ?? []).map(\.name).filter { $0 != Self.tableField }
        return names.map { name in
            guard name.hasPrefix("OriginalTime") else {
                return text(name) { [self] in shelf.document($0).delivered?.field(name) ?? "" }
            }
            return time(name) { [self] in tick(shelf.document($0).time) }
        }
    }

    private var office: [KustoColumn] {
        [
            id("OfficeId"), id("SourceRecordId"), text("RecordType") { _ in "SharePointFileOperation" },
            text("Operation") { [self] in record($0).operation },
            text("OfficeWorkload") { [self] in record($0).type }, text("UserId") { [self] in record($0).user },
            text("ClientIP") { [self] in record($0).address },
            text("ResultStatus") { [self] in record($0).succeeded ? "Succeeded" : "Failed" },
        ]
    }

    private var audit: [KustoColumn] {
        [
            time("ActivityDateTime") { [self] in tick(shelf.document($0).time) }, id("Id"),
            text("OperationName") { [self] in record($0).operation }, text("Category") { [self] in record($0).type },
            text("Result") { [self] in record($0).succeeded ? "success" : "failure" },
            column("InitiatedBy", .dynamic) { [self] number in
                let user = JSONTree.Member(
                    name: Array("userPrincipalName".utf8), value: .string(Array(record(number).user.utf8)))
                return .dynamic(.object([JSONTree.Member(name: Array("user".utf8), value: .object([user]))]))
            },
        ]
    }

    /// DeviceDetail is a dynamic value in one of the tables and a text in another.
    private func signIn(_ table: String) -> [KustoColumn] {
        let device = #"{"operatingSystem":"Linux","browser":"Firefox 140"}"#
        let common = [
            time("CreatedDateTime") { [self] in tick(shelf.document($0).time) }, id("Id"),
            text("OperationName") { _ in "Sign-in activity" }, text("Category") { [self] in record($0).type },
            text("ResultType") { [self] in record($0).succeeded ? "0" : "50126" },
            text("IPAddress") { [self] in record($0).address },
        ]
        switch table {
        case "SigninLogs":
            let tree = try? JSONTree(parsing: Array(device.utf8))
            return common + [
                text("UserPrincipalName") { [self] in record($0).user },
                column("DeviceDetail", .dynamic) { _ in tree.map { .dynamic($0) } ?? .null },
            ]
        case "AADNonInteractiveUserSignInLogs":
            return common + [
                text("UserPrincipalName") { [self] in record($0).user }, text("DeviceDetail") { _ in device },
            ]
        default: return common + [text("ServicePrincipalName") { [self] in record($0).user }]
        }
    }

    private func hidden(_ table: String) -> [KustoColumn] {
        let resource = "/tenants/\(Tenant.id)/providers/Microsoft.aadiam"
        let tenant = shelf.maker.tenant
        var columns = [
            text("_ResourceId") { _ in table.hasSuffix("_CL") || table == "OfficeActivity" ? "" : resource },
            text("_ItemId") { "\(table)-\($0)" }, time("_TimeReceived") { [self] in tick(ingested($0)) },
            column("_BilledSize", .real) { [self] number in
                .real(Double(tenant.body(of: tenant.records[shelf.document(number).index]).count))
            },
        ]
        for place in columns.indices { columns[place].isHidden = true }
        return columns
    }

    private func id(_ name: String) -> KustoColumn {
        text(name) { [self] in shelf.maker.id(shelf.document($0)) ?? "" }
    }

    private func text(_ name: String, _ text: @escaping (Int) -> String) -> KustoColumn {
        column(name, .string) { .string(text($0)) }
    }

    private func time(_ name: String, _ time: @escaping (Int) -> Int64) -> KustoColumn {
        column(name, .datetime) { .datetime(EventTime.floor(time($0), 100)) }
    }

    private func column(
        _ name: String, _ kind: KustoValue.Kind, _ value: @escaping (Int) -> KustoValue
    ) -> KustoColumn {
        KustoColumn(name: name, kind: kind) { row in row.document.map(value) ?? .null }
    }
}

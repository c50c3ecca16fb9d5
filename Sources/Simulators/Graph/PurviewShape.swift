/// Records of an audit search of Microsoft Purview: the Management API's record inside a frame; types are workloads.
///
/// Fields: "auditLogRecord resource type" of the Microsoft Graph reference.
package struct PurviewShape: EventShape {
    package let source = "purview-audit"
    package let resolution: Int64 = 1_000_000_000
    private let office = OfficeShape(source: "purview-audit")

    /// Makes the shape.
    package init() {}

    package var usualTypes: [TenantPlan.EventType] { office.usualTypes }

    package func operations(of type: String) -> [String] { office.operations(of: type) }

    package func strikes(type: String, scope: String) -> Bool { office.strikes(type: type, scope: scope) }

    /// The name under which a job's filter and a record give a record type.
    package func recordTypeName(of record: TenantRecord, in tenant: Tenant) -> String {
        switch office.recordType(of: record, in: tenant) {
        case 1: "exchangeAdmin"
        case 2: "exchangeItem"
        case 4: "sharePoint"
        case 6: "sharePointFileOperation"
        case 8: "azureActiveDirectory"
        case 11: "complianceDLPSharePoint"
        case 15: "azureActiveDirectoryStsLogon"
        case 25: "microsoftTeams"
        default: "powerBIAudit"
        }
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append(#"{"@odata.type":"#)
        output.append(##""#microsoft.graph.security.auditLogRecord""##)
        if !record.marks.contains(.idless) {
            output.append(#","id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append(#"""#)
        }
        output.append(#","createdDateTime":""#)
        output.append(instant: record.time)
        output.append(#"Z","auditLogRecordType":""#)
        output.append(text: recordTypeName(of: record, in: tenant))
        output.append(#"","operation":""#)
        output.append(text: tenant.operation(of: record))
        output.append(#"","organizationId":""#)
        output.append(text: Tenant.id)
        output.append(#"","userType":"regular","userId":""#)
        output.append(contentsOf: tenant.cast.users[Int(record.user)])
        output.append(#"","service":""#)
        output.append(text: tenant.type(of: record))
        output.append(#"","objectId":null,"userPrincipalName":""#)
        output.append(contentsOf: tenant.cast.users[Int(record.user)])
        output.append(#"","clientIp":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        output.append(#"","administrativeUnits":[],"auditData":"#)
        office.append(record, in: tenant, to: &output)
        output.append("}")
    }
}

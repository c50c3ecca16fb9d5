/// Records of the Office 365 Management Activity API; types are workloads.
///
/// Figures and names: "Office 365 Management Activity API schema", MicrosoftDocs/office-365-management-api.
package struct OfficeShape: EventShape {
    /// One kind of event of a workload.
    private struct Kind {
        let recordType: Int
        let operation: String
    }

    package let source: String
    package let resolution: Int64 = 1_000_000_000
    package let usualTypes: [TenantPlan.EventType] = [
        .init("AzureActiveDirectory", share: 0.3), .init("Exchange", share: 0.3), .init("SharePoint", share: 0.2),
        .init("OneDrive", share: 0.1), .init("MicrosoftTeams", share: 0.08), .init("DLP", share: 0.02),
    ]

    private static let kinds: [String: [Kind]] = [
        "Exchange": [
            Kind(recordType: 1, operation: "New-InboxRule"), Kind(recordType: 2, operation: "MailItemsAccessed"),
            Kind(recordType: 2, operation: "HardDelete"), Kind(recordType: 2, operation: "SendOnBehalf"),
        ],
        "SharePoint": [
            Kind(recordType: 6, operation: "FileAccessed"), Kind(recordType: 6, operation: "FileDownloaded"),
            Kind(recordType: 4, operation: "SharingSet"),
        ],
        "OneDrive": [
            Kind(recordType: 6, operation: "FileUploaded"), Kind(recordType: 6, operation: "FileModified"),
        ],
        "AzureActiveDirectory": [
            Kind(recordType: 15, operation: "UserLoggedIn"), Kind(recordType: 15, operation: "UserLoginFailed"),
            Kind(recordType: 8, operation: "Update user."),
        ],
        "MicrosoftTeams": [
            Kind(recordType: 25, operation: "MessageSent"), Kind(recordType: 25, operation: "TeamCreated"),
        ],
        "DLP": [Kind(recordType: 11, operation: "DlpRuleMatch")],
    ]

    /// Makes the shape; Purview searches give the same records under another source.
    package init(source: String = "o365-management") { self.source = source }

    package func operations(of type: String) -> [String] { Self.kinds(of: type).map(\.operation) }

    /// A scope is a workload or the content type that holds it.
    package func strikes(type: String, scope: String) -> Bool {
        type == scope || ContentType(workload: type).rawValue == scope
    }

    /// The number of a record's kind in the field `RecordType`.
    package func recordType(of record: TenantRecord, in tenant: Tenant) -> Int {
        Self.kinds(of: tenant.type(of: record))[Int(record.operation)].recordType
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let workload = tenant.type(of: record)
        output.append(#"{"CreationTime":""#)
        appendTime(record, to: &output)
        if !record.marks.contains(.idless) {
            output.append(#"","Id":""#)
            appendID(of: record, in: tenant, to: &output)
        }
        output.append(#"","Operation":""#)
        output.append(text: tenant.operation(of: record))
        output.append(#"","OrganizationId":""#)
        output.append(text: Tenant.id)
        appendDrifting(record, recordType: recordType(of: record, in: tenant), to: &output)
        output.append(#","ResultStatus":""#)
        output.append(text: record.succeeded == (record.revision == 0) ? "Success" : "Failed")
        output.append(#"","UserKey":""#)
        output.appendGUID((0xA1B2_C3D4_0000_0000, UInt64(record.user) + 1))
        output.append(#"","UserType":0,"Version":1,"Workload":""#)
        output.append(text: workload)
        output.append(#"","ClientIP":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        output.append(#"","UserId":""#)
        output.append(contentsOf: tenant.cast.users[Int(record.user)])
        appendDetails(record, workload: workload, in: tenant, to: &output)
        output.append("}")
    }

    private static func kinds(of workload: String) -> [Kind] {
        kinds[workload] ?? [
            Kind(recordType: 20, operation: "ViewReport"), Kind(recordType: 20, operation: "EditReport"),
        ]
    }

    /// Whole seconds without a zone; odd ones with a zone, an offset or a fraction of nothing.
    private func appendTime(_ record: TenantRecord, to output: inout [UInt8]) {
        output.append(instant: record.time)
        guard record.marks.contains(.oddTime) else { return }
        switch record.origin % 3 {
        case 0: output.append("Z")
        case 1: output.append("+00:00")
        default: output.append(".000")
        }
    }

    /// The record type, which drifts: as text, gone, an unknown number, or with a new field beside it.
    private func appendDrifting(_ record: TenantRecord, recordType: Int, to output: inout [UInt8]) {
        let drift = record.marks.contains(.drifted) ? record.origin % 4 : 4
        switch drift {
        case 0:
            output.append(#"","RecordType":""#)
            output.append(number: recordType)
            output.append("\"")
        case 1: output.append("\"")
        case 2: output.append(#"","RecordType":9999"#)
        default:
            output.append(#"","RecordType":"#)
            output.append(number: recordType)
            if drift == 3 { output.append(#","NewField":{"Kind":"added","Values":[1,2]}"#) }
        }
    }

    /// What differs by workload: quotes, line feeds and text outside ASCII occur.
    private func appendDetails(
        _ record: TenantRecord, workload: String, in tenant: Tenant, to output: inout [UInt8]
    ) {
        let bits = tenant.bits(of: record.origin).0
        switch workload {
        case "Exchange":
            output.append(#"","ObjectId":"contoso.example\\Rule "#)
            output.append(number: Int(record.origin))
            output.append(#"","ExternalAccess":false,"OriginatingServer":"AM0PR01MB0001 (15.20.0000.000)","#)
            output.append(#""MailboxGuid":""#)
            output.appendGUID((bits, bits >> 1))
            output.append(#"","ClientInfoString":"Client=REST;Client=RESTSystem;;","Parameters":["#)
            output.append(#"{"Name":"SubjectContainsWords","Value":"invoice; \"urgent\"\nsecond line, Größe"}]"#)
        case "SharePoint", "OneDrive":
            output.append(#"","ObjectId":"https://contoso.example/sites/ops/Bericht "#)
            output.append(number: Int(record.origin))
            output.append(#", Entwurf.docx","SourceFileName":"Bericht "#)
            output.append(number: Int(record.origin))
            output.append(#", Entwurf.docx","SourceRelativeUrl":"Shared Documents","Site":""#)
            output.appendGUID((bits, bits >> 1))
            output.append(#"","ItemType":"File","EventSource":"SharePoint","UserAgent":"Mozilla/5.0 (X11)""#)
        case "AzureActiveDirectory":
            output.append(#"","ObjectId":"00000003-0000-0000-c000-0000000000aa","InterSystemsId":""#)
            output.appendGUID((bits, bits >> 1))
            output.append(#"","ExtendedProperties":[{"Name":"UserAgent","Value":"Mozilla/5.0, like \"Gecko\""}],"#)
            output.append(#""DeviceProperties":[{"Name":"OS","Value":"Linux"}],"ErrorNumber":"0""#)
        default:
            output.append(#"","CommunicationType":"OneOnOne","ExtraProperties":["#)
            output.append(#"{"Key":"raw","Value":"{\"a\":\"\\\"b\\\"\"}"}]"#)
        }
    }
}

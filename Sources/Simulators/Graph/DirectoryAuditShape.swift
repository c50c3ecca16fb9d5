/// Directory audits of Microsoft Graph; types are categories.
///
/// Ids are opaque text, not GUIDs.
///
/// Fields: "directoryAudit resource type" of the Microsoft Graph reference.
package struct DirectoryAuditShape: EventShape {
    package let source = "graph-directory-audits"
    package let resolution: Int64 = 100
    package let usualTypes: [TenantPlan.EventType] = [
        .init("UserManagement", share: 0.5), .init("GroupManagement", share: 0.3),
        .init("ApplicationManagement", share: 0.15), .init("Policy", share: 0.05),
    ]

    /// Makes the shape.
    package init() {}

    package func operations(of type: String) -> [String] {
        switch type {
        case "UserManagement": ["Update user", "Reset password", "Add user"]
        case "GroupManagement": ["Add member to group", "Remove member from group"]
        case "ApplicationManagement": ["Consent to application", "Add service principal"]
        default: ["Update policy"]
        }
    }

    package func unit(of record: TenantRecord) -> Int64 { SignInShape().unit(of: record) }

    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let bits = tenant.bits(of: record.number)
        output.append(text: record.number % 11 == 10 ? "SSGM_" : "Directory_")
        output.appendGUID(bits)
        output.append("_")
        for place in 0..<5 { output.append(Self.letters[Int(bits.1 >> UInt64(place * 5) & 31)]) }
        output.append("_")
        output.append(number: 1_000_000 + Int(record.number))
    }

    /// Both cases occur, since the ids tell them apart.
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh".utf8)

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append("{")
        if !record.marks.contains(.idless) {
            output.append(#""id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append(#"","#)
        }
        output.append(#""category":""#)
        output.append(text: tenant.type(of: record))
        output.append(#"","correlationId":""#)
        output.appendGUID(tenant.bits(of: record.origin / 2))
        output.append(record.succeeded ? #"","result":"success""# : #"","result":"failure""#)
        output.append(record.revision > 0 ? #","resultReason":"amended""# : #","resultReason":"""#)
        output.append(#","activityDisplayName":""#)
        output.append(text: tenant.operation(of: record))
        output.append(#"","activityDateTime":""#)
        output.append(ticks: record.time, isShort: record.marks.contains(.oddTime))
        output.append(#"","loggedByService":"Core Directory","operationType":"Update","#)
        appendParties(record, in: tenant, to: &output)
        if record.marks.contains(.drifted) { output.append(#","newField":{"kind":"added"}"#) }
        output.append(#","additionalDetails":[{"key":"UserType","value":"Member"}]}"#)
    }

    private func appendParties(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append(#""initiatedBy":{"app":null,"user":{"id":""#)
        output.appendGUID(SignInShape.account(record))
        output.append(#"","displayName":null,"userPrincipalName":""#)
        output.append(contentsOf: tenant.cast.users[Int(record.user)])
        output.append(#"","ipAddress":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        output.append(#"","userType":null,"homeTenantId":null,"homeTenantName":null}},"targetResources":[{"id":""#)
        output.appendGUID(tenant.bits(of: record.origin % 97))
        output.append(
            #"","displayName":null,"type":"User","userPrincipalName":"bob@contoso.example","groupType":null,"#)
        output.append(#""modifiedProperties":[{"displayName":"Department","oldValue":"[]","#)
        output.append(#""newValue":"[\"Ops, Süd\"]"}]}]"#)
    }
}

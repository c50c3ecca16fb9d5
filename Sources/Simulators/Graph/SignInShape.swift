import AuditModel

/// Sign-ins of Microsoft Graph; types are the values of `signInEventTypes`.
///
/// Fields: "signIn resource type" of the Microsoft Graph reference.
package struct SignInShape: EventShape {
    package let source = "graph-sign-ins"
    package let resolution: Int64 = 100
    package let usualTypes: [TenantPlan.EventType] = [
        .init("interactiveUser", share: 0.3), .init("nonInteractiveUser", share: 0.4),
        .init("servicePrincipal", share: 0.2), .init("managedIdentity", share: 0.1),
    ]

    /// Makes the shape.
    package init() {}

    package func operations(of type: String) -> [String] { ["Sign-in activity"] }

    /// Odd times have from no to six digits.
    package func unit(of record: TenantRecord) -> Int64 {
        guard record.marks.contains(.oddTime) else { return resolution }
        return (0..<Int(9 - record.origin % 7)).reduce(1) { unit, _ in unit * 10 }
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append("{")
        if !record.marks.contains(.idless) {
            output.append(#""id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append(#"","#)
        }
        output.append(#""createdDateTime":""#)
        output.append(ticks: record.time, isShort: record.marks.contains(.oddTime))
        output.append(#"","#)
        appendWho(record, in: tenant, to: &output)
        appendApplication(record, in: tenant, to: &output)
        appendOutcome(record, to: &output)
        output.append("}")
    }

    private func appendWho(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let type = tenant.type(of: record)
        if type.hasSuffix("User") {
            let user = tenant.cast.users[Int(record.user)]
            output.append(#""userDisplayName":""#)
            output.append(contentsOf: user.prefix { $0 != UInt8(ascii: "@") })
            output.append(#"","userPrincipalName":""#)
            output.append(contentsOf: user)
            output.append(#"","userId":""#)
            output.appendGUID(Self.account(record))
            output.append(#"","servicePrincipalId":"","servicePrincipalName":null,"userType":"member","#)
        } else {
            output.append(#""userDisplayName":"","userPrincipalName":"","userId":"","servicePrincipalId":""#)
            output.appendGUID(Self.account(record))
            output.append(#"","servicePrincipalName":"app-"#)
            output.append(number: Int(record.user))
            output.append(#"","userType":"member","#)
        }
        output.append(type == "interactiveUser" ? #""isInteractive":true,"# : #""isInteractive":false,"#)
        output.append(#""signInEventTypes":[""#)
        output.append(text: type)
        output.append(#""],"ipAddress":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        output.append(#"","#)
    }

    private func appendApplication(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append(#""appId":"00000003-0000-0000-c000-0000000000aa","appDisplayName":"Example Portal","#)
        output.append(#""clientAppUsed":"Browser","correlationId":""#)
        output.appendGUID(tenant.bits(of: record.origin / 3))
        output.append(#"","originalRequestId":"","conditionalAccessStatus":"notApplied","tokenIssuerName":"","#)
        output.append(#""tokenIssuerType":"AzureAD","resourceDisplayName":"Example API","#)
        output.append(#""resourceId":"00000002-0000-0000-c000-0000000000bb","resourceTenantId":""#)
        output.append(text: Tenant.id)
        output.append(#"","homeTenantId":""#)
        output.append(text: Tenant.id)
        output.append(#"","uniqueTokenIdentifier":""#)
        output.append(hex: tenant.bits(of: record.origin).1, digits: 16)
        output.append(#"","processingTimeInMilliseconds":"#)
        output.append(number: 50 + Int(record.origin % 400))
    }

    private func appendOutcome(_ record: TenantRecord, to output: inout [UInt8]) {
        let isRisky = record.revision > 0 || record.marks.contains(.republished)
        output.append(isRisky ? #","riskState":"atRisk","riskLevelDuringSignIn":"medium""# : #","riskState":"none""#)
        output.append(#","riskDetail":"none","riskEventTypes_v2":[],"authenticationRequirement":"#)
        output.append(record.revision > 0 ? #""multiFactorAuthentication""# : #""singleFactorAuthentication""#)
        let drift = record.marks.contains(.drifted) ? record.origin % 4 : 4
        switch (record.succeeded, drift) {
        case (true, 0): output.append(#","status":{"errorCode":"0","failureReason":"Other.""#)
        case (true, _): output.append(#","status":{"errorCode":0,"failureReason":"Other.""#)
        case (false, _): output.append(#","status":{"errorCode":50126,"failureReason":"Invalid credentials.""#)
        }
        output.append(#","additionalDetails":null}"#)
        if drift != 1 {
            output.append(#","deviceDetail":{"deviceId":"","displayName":"","operatingSystem":"Linux","#)
            output.append(#""browser":"Firefox 140","isCompliant":false,"isManaged":false,"trustType":""}"#)
        }
        output.append(#","location":{"city":"Tromsø","state":"Troms","countryOrRegion":"NO","#)
        output.append(#""geoCoordinates":{"altitude":null,"latitude":69.64,"longitude":18.95}}"#)
        if drift == 2 { output.append(#","clientCredentialType":"unknownFutureValue""#) }
        if drift == 3 { output.append(#","newField":{"kind":"added"}"#) }
        output.append(#","appliedConditionalAccessPolicies":[],"authenticationDetails":[],"networkLocationDetails":[]"#)
    }

    /// The 128 bits of a user's or an application's object id.
    static func account(_ record: TenantRecord) -> (UInt64, UInt64) { (0xA1B2_C3D4_0000_0000, UInt64(record.user) + 1) }
}

extension [UInt8] {
    /// Appends an instant with `Z`: seven digits, or only those needed.
    mutating func append(ticks instant: Int64, isShort: Bool = false) {
        if isShort { append(shortest: instant) } else { append(instant: instant, digits: 7) }
        append(UInt8(ascii: "Z"))
    }
}

/// Sign-ins of the retired Azure AD Graph.
///
/// Fields: names found in parsers of the time; the complete record was never confirmed.
package struct LegacySignInShape: EventShape {
    package let source = "aad-graph-sign-ins"
    package let resolution: Int64 = 100
    package let usualTypes: [TenantPlan.EventType] = [.init("interactiveUser", share: 1)]

    /// Makes the shape.
    package init() {}

    package func operations(of type: String) -> [String] { ["Sign-in activity"] }

    package func unit(of record: TenantRecord) -> Int64 { SignInShape().unit(of: record) }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append("{")
        if !record.marks.contains(.idless) {
            output.append(#""id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append(#"","#)
        }
        output.append(#""signinDateTime":""#)
        output.append(ticks: record.time, isShort: record.marks.contains(.oddTime))
        output.append(#"","signinDateTimeInMillis":"#)
        output.append(number: Int(record.time / 1_000_000))
        let user = tenant.cast.users[Int(record.user)]
        output.append(#","userDisplayName":""#)
        output.append(contentsOf: user.prefix { $0 != UInt8(ascii: "@") })
        output.append(#"","userPrincipalName":""#)
        output.append(contentsOf: user)
        output.append(#"","userId":""#)
        output.appendGUID(SignInShape.account(record))
        output.append(#"","appId":"00000003-0000-0000-c000-0000000000aa","appDisplayName":"Example Portal","#)
        output.append(#""ipAddress":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        output.append(record.succeeded ? #"","loginStatus":"0","signinErrorCode":0"# : #"","loginStatus":"1""#)
        if !record.succeeded { output.append(#","signinErrorCode":50126,"failureReason":"Invalid credentials.""#) }
        output.append(record.revision > 0 ? #","mfaResult":"granted""# : #","mfaResult":null"#)
        if record.marks.contains(.drifted) { output.append(#","newField":{"kind":"added"}"#) }
        output.append(#","deviceInformation":"host;Linux;Firefox 140;","location":{"city":"Oslo","country":"NO"}}"#)
    }
}

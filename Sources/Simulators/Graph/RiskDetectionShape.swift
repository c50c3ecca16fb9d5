/// Risk detections of Microsoft Graph, and of the older `identityRiskEvents`; ids are 64 hexadecimal digits.
///
/// Fields: "riskDetection resource type" of the Microsoft Graph reference; those of the older list are said to differ in
/// the names of its times and its status.
package struct RiskDetectionShape: EventShape {
    package let source: String
    package let resolution: Int64 = 100
    package let usualTypes: [TenantPlan.EventType] = [.init("IdentityProtection", share: 1)]
    private let isLegacy: Bool

    /// Makes the shape of the present list, or of the older one.
    package init(isLegacy: Bool = false) {
        self.isLegacy = isLegacy
        source = isLegacy ? "graph-identity-risk-events" : "graph-risk-detections"
    }

    package func operations(of type: String) -> [String] {
        ["unfamiliarFeatures", "anonymizedIPAddress", "leakedCredentials", "unlikelyTravel"]
    }

    package func unit(of record: TenantRecord) -> Int64 { SignInShape().unit(of: record) }

    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let (first, second) = tenant.bits(of: record.number)
        for bits in [first, second, first &+ second, first ^ second] { output.append(hex: bits, digits: 16) }
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.append("{")
        if !record.marks.contains(.idless) {
            output.append(#""id":""#)
            appendID(of: record, in: tenant, to: &output)
            output.append(#"","#)
        }
        output.append(#""requestId":""#)
        output.appendGUID(tenant.bits(of: record.origin &+ 0x4000_0000))
        output.append(#"","correlationId":""#)
        output.appendGUID(tenant.bits(of: record.origin &+ 0x5000_0000))
        output.append(#"","riskEventType":""#)
        output.append(text: tenant.operation(of: record))
        output.append(isLegacy ? #"","riskEventStatus":""# : #"","riskState":""#)
        output.append(text: record.revision > 0 ? "remediated" : "atRisk")
        output.append(#"","riskLevel":"medium","riskDetail":"none","source":"IdentityProtection","#)
        output.append(#""detectionTimingType":"offline","activity":"signin","tokenIssuerType":"AzureAD","#)
        output.append(#""location":{"city":"Tromsø","countryOrRegion":"NO"},"ipAddress":""#)
        output.append(contentsOf: tenant.cast.addresses[Int(record.address)])
        appendTimes(record, to: &output)
        output.append(#"","userId":""#)
        output.appendGUID(SignInShape.account(record))
        output.append(#"","userDisplayName":"","userPrincipalName":""#)
        output.append(contentsOf: tenant.cast.users[Int(record.user)])
        if record.marks.contains(.drifted) { output.append(#"","newField":{"kind":"added"},"mitreTechnique":"T1078"#) }
        output.append(#"","additionalInfo":"[{\"Key\":\"userAgent\",\"Value\":\"Mozilla/5.0 (X11)\"}]"}"#)
    }

    private func appendTimes(_ record: TenantRecord, to output: inout [UInt8]) {
        let isShort = record.marks.contains(.oddTime)
        output.append(isLegacy ? #"","riskEventDateTime":""# : #"","activityDateTime":""#)
        output.append(ticks: record.time, isShort: isShort)
        output.append(isLegacy ? #"","createdDateTime":""# : #"","detectedDateTime":""#)
        output.append(ticks: record.firstAvailable, isShort: isShort)
        guard !isLegacy else { return }
        output.append(#"","lastUpdatedDateTime":""#)
        output.append(ticks: record.available, isShort: isShort)
    }
}

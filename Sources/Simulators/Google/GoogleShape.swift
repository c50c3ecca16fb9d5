/// Activities of the Google Workspace Reports API: a key of four fields, and one event or several in each record.
package struct GoogleShape: EventShape {
    static let customer = "C0siemgap"
    /// Applications whose events come in minutes, and two that are slow; shares are the simulator's own.
    package let usualTypes: [TenantPlan.EventType] = [
        .init("login", share: 0.4), .init("drive", share: 0.35), .init("token", share: 0.15),
        .init("admin", share: 0.1),
    ]
    package let source = "google-workspace-reports"
    package let resolution: Int64 = 1_000_000

    private static let operationsByType = [
        "login": ["login_success", "login_failure", "logout"],
        "drive": ["view", "edit", "download", "change_user_access"],
        "token": ["authorize", "activity"], "admin": ["CHANGE_APPLICATION_SETTING", "CREATE_USER"],
    ]

    /// Describes the activities.
    package init() {}

    package func operations(of type: String) -> [String] { Self.operationsByType[type] ?? ["event"] }

    /// Time, qualifier, application and customer, joined by slashes.
    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        RecordTime.iso(digits: 3).append(record.time, isOdd: record.marks.contains(.oddTime), to: &output)
        output.append("/")
        appendQualifier(of: record, in: tenant, to: &output)
        output.append(text: "/\(tenant.type(of: record))/\(Self.customer)")
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let isDrifted = record.marks.contains(.drifted)
        output.append(#"{"kind":"admin#reports#activity","#)
        if isDrifted { output.append(#""newlyAdded":{"level":3},"#) }
        output.append(#""id":{"time":""#)
        RecordTime.iso(digits: 3).append(record.time, isOdd: record.marks.contains(.oddTime), to: &output)
        output.append(#"","uniqueQualifier":""#)
        appendQualifier(of: record, in: tenant, to: &output)
        output.append(text: #"","applicationName":"\#(tenant.type(of: record))","customerId":"\#(Self.customer)"},"#)
        output.append(#""etag":"\"siemgap/"#)
        output.append(hex: tenant.bits(of: record.origin).1, digits: 16)
        output.append(#"\"","actor":{"callerType":"USER","email":""#)
        output += tenant.cast.users[Int(record.user)]
        output.append(#"","profileId":"10000000000000000"#)
        output.append(number: 1000 + Int(record.user))
        output.append(#""},"ipAddress":""#)
        output += tenant.cast.addresses[Int(record.address)]
        output.append(#"",""#)
        if !isDrifted { output.append(#"ownerDomain":"contoso.example",""#) }
        output.append(#"events":["#)
        let count = record.marks.contains(.nested) ? 2 + Int(record.number % 4) : 1
        for index in 0..<count {
            if index > 0 { output.append(",") }
            appendEvent(index, of: record, in: tenant, isDrifted: isDrifted, to: &output)
        }
        output.append("]}")
    }

    private func appendEvent(
        _ index: Int, of record: TenantRecord, in tenant: Tenant, isDrifted: Bool, to output: inout [UInt8]
    ) {
        let name = isDrifted && record.number % 2 == 1 ? "UNKNOWN_FUTURE_VALUE" : tenant.operation(of: record)
        output.append(text: #"{"type":"\#(tenant.type(of: record))_change","name":"\#(name)","parameters":["#)
        output.append(#"{"name":"login_type","value":"google_password"},{"name":"is_suspicious","boolValue":"#)
        output.append(text: record.succeeded ? "false" : "true")
        output.append(#"},{"name":"sequence","intValue":"#)
        // The service writes 64-bit numbers as strings.
        output.append(text: isDrifted ? "\(index)" : "\"\(index)\"")
        output.append(#"},{"name":"revision","intValue":""#)
        output.append(number: Int(record.revision))
        output.append(#""},{"name":"labels","multiValue":["a","b, \"c\""]}]}"#)
    }

    /// A 64-bit number, often negative: always where the record is marked so (F19).
    private func appendQualifier(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let value = Int64(bitPattern: tenant.bits(of: record.number).0)
        let isNegative = value < 0 || record.marks.contains(.negativeID)
        output.append(text: isNegative ? "-\(value.magnitude)" : "\(value)")
    }
}

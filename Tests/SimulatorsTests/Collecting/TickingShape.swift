import Simulators

/// Records of a service with few fields, whose times have the resolution a test wants.
struct TickingShape: EventShape {
    let source = "o365-management"
    /// Nanoseconds.
    let resolution: Int64

    let usualTypes = [TenantPlan.EventType("Exchange", share: 0.6), TenantPlan.EventType("SharePoint", share: 0.4)]

    func operations(of type: String) -> [String] { ["Create", "Read", "Update", "Delete"] }

    func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let filler = String(repeating: "x", count: Int(record.number % 50))
        let time = "2026-11-09T00:00:00"
        let note = filler + (record.operation == 3 ? #"\n"# : "")
        output.append(text: #"{"CreationTime":"\#(time)","Id":"\#(tenant.id(of: record))","Note":"\#(note)"}"#)
    }
}

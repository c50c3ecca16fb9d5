/// Records as JSON, separated by commas.
enum RecordList {
    /// Appends the records; nothing for none.
    static func append(_ records: [TenantRecord], of tenant: Tenant, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + records.count * 1400)
        for (index, record) in records.enumerated() {
            if index > 0 { output.append(",") }
            tenant.append(record, to: &output)
        }
    }

    /// A JSON array of the records.
    static func array(_ records: [TenantRecord], of tenant: Tenant) -> [UInt8] {
        var output: [UInt8] = []
        output.append("[")
        append(records, of: tenant, to: &output)
        output.append("]")
        return output
    }
}

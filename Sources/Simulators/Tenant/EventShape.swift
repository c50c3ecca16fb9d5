/// How one service writes a tenant's records: their ids, operations and JSON.
package protocol EventShape: Sendable {
    /// The configuration type of the source, such as `graph-sign-ins`.
    var source: String { get }
    /// The types a tenant has unless its plan names others; at least one.
    var usualTypes: [TenantPlan.EventType] { get }
    /// The unit to which event times are cut, in nanoseconds.
    var resolution: Int64 { get }
    /// What can happen in a type; at least one, at most 256.
    func operations(of type: String) -> [String]
    /// Whether a fault of that scope strikes a type.
    func strikes(type: String, scope: String) -> Bool
    /// The unit to which the event time of a record is cut, in nanoseconds, once its marks are known.
    func unit(of record: TenantRecord) -> Int64
    /// Appends the id as it stands in the record, without quotes.
    func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8])
    /// Appends the record as one JSON value without line feeds.
    func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8])
}

extension EventShape {
    /// A scope is a type's name.
    package func strikes(type: String, scope: String) -> Bool { type == scope }

    /// The resolution.
    package func unit(of record: TenantRecord) -> Int64 { resolution }

    /// A lower-case version 4 GUID made from seed and event number.
    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        output.appendGUID(tenant.bits(of: record.number))
    }
}

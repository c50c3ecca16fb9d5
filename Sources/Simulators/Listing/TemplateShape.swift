/// A shape that is data: the records of a service as a template.
package struct TemplateShape: EventShape {
    package let source: String
    package let usualTypes: [TenantPlan.EventType]
    package let time: RecordTime
    private let operationsByType: [String: [String]]
    let recordID: RecordID
    private let key: BodyTemplate?
    private let body: BodyTemplate
    private let driftedBody: BodyTemplate

    /// Describes the records of a service.
    ///
    /// - Parameters:
    ///   - key: what an id is made of where one field is none; nil where it is the id alone.
    ///   - types: each with its share and what can happen in it.
    ///   - drift: texts of the template and what stands there in a record whose schema has drifted (F27).
    package init(
        source: String, types: [(name: String, share: Double, operations: [String])], id: RecordID, time: RecordTime,
        key: String? = nil, body: String, drift: [(String, String)] = []
    ) {
        self.source = source
        usualTypes = types.map { TenantPlan.EventType($0.name, share: $0.share) }
        operationsByType = Dictionary(types.map { ($0.name, $0.operations) }) { first, _ in first }
        recordID = id
        self.time = time
        self.key = key.map { BodyTemplate($0) }
        self.body = BodyTemplate(body)
        driftedBody = BodyTemplate(drift.reduce(body) { $0.replacing($1.0, with: $1.1) })
    }

    package var resolution: Int64 { time.resolution }

    /// Types of a plan that the service does not know do the same things as its first.
    package func operations(of type: String) -> [String] {
        operationsByType[type] ?? usualTypes.first.flatMap { operationsByType[$0.name] } ?? ["unknown"]
    }

    package func appendID(of record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        guard let key else { return recordID.append(record, in: tenant, to: &output) }
        key.append(record, in: tenant, shape: self, to: &output)
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let start = output.count
        let isDrifted = record.marks.contains(.drifted)
        (isDrifted ? driftedBody : body).append(record, in: tenant, shape: self, to: &output)
        guard isDrifted || record.revision > 0 else { return }
        var more: [UInt8] = []
        if isDrifted { more.append(#""newlyAdded":{"level":3},"#) }
        if record.revision > 0 {
            more.append(#""updateCount":"#)
            more.append(number: Int(record.revision))
            more.append(",")
        }
        output.insert(contentsOf: more, at: start + 1)
    }
}

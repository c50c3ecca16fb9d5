extension PresetTable {
    /// Where the fields of a source's own event lie, whichever source it is: for stores that keep the raw text.
    ///
    /// The order keeps one source's id from being read as another's: an Azure activity event also has an `id`, which
    /// is no id of the event.
    enum RawEvent {
        static let ids: [IDField] = [
            "Id", "AuditData:Id", "properties.id", "uuid", "eventID", "eventDataId", "event_data_id", "_document_id",
            "OfficeId", [.time("id.time"), "id.uniqueQualifier", "id.applicationName", "id.customerId"],
            "id", "Identity",
        ]
        static let times: [TimeField] = [
            .utc("CreationTime"), .utc("AuditData:CreationTime"), .utc("properties.createdDateTime"),
            .utc("properties.activityDateTime"), .utc("published"), .utc("eventTime"), .utc("eventTimestamp"),
            .utc("event_timestamp"), .utc("id.time"), .utc("createdDateTime"), .utc("activityDateTime"),
            .utc("created_at"), .utc("time"), .utc("timestamp"),
        ]
        static let columns: [PresetColumn: [FieldPath]] = [
            .operation: [
                "Operation", "AuditData:Operation", "properties.activityDisplayName", "operationName", "eventType",
                "eventName", "activityDisplayName", "action",
            ],
            .type: ["RecordType", "AuditData:RecordType", "category"],
            .user: [
                "UserId", "AuditData:UserId", "properties.userPrincipalName", "actor.alternateId", "userIdentity.arn",
                "userPrincipalName", "actor.email",
            ],
            .app: ["properties.appDisplayName", "appDisplayName", "eventSource", "id.applicationName"],
            .address: [
                "ClientIP", "AuditData:ClientIP", "properties.ipAddress", "callerIpAddress", "client.ipAddress",
                "sourceIPAddress", "ipAddress",
            ],
            .result: ["ResultStatus", "AuditData:ResultStatus", "resultType", "outcome.result", "errorCode", "result"],
            .scope: scope, .region: ["awsRegion"],
        ]
        static let scope: [FieldPath] = [
            "Workload", "AuditData:Workload", "category", "id.applicationName", "eventSource", "signInEventTypes.0",
        ]
        static let cutKeys = ["Id", "id", "uuid", "eventID", "eventDataId", "_document_id"]

        /// The ids below several prefixes, all of one prefix before the next.
        static func ids(under prefixes: [FieldPath]) -> [IDField] {
            prefixes.flatMap { prefix in ids.map { $0.under(prefix) } }
        }

        static func times(under prefixes: [FieldPath]) -> [TimeField] {
            prefixes.flatMap { prefix in times.map { TimeField(prefix.appending($0.path), $0.zone) } }
        }

        static func scope(under prefixes: [FieldPath]) -> [FieldPath] {
            prefixes.flatMap { prefix in scope.map { prefix.appending($0) } }
        }

        static func columns(under prefixes: [FieldPath]) -> [PresetColumn: [FieldPath]] {
            columns.mapValues { paths in prefixes.flatMap { prefix in paths.map { prefix.appending($0) } } }
        }
    }
}

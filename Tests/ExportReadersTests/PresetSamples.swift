import ExportReaders

/// One small record for each preset, written for these tests.
struct PresetSample: Sendable {
    let preset: String
    let fileName: String
    let layout: RecordLayout
    /// A JSON record, or for tables the header and one row.
    let text: String

    init(_ preset: String, _ text: String, _ layout: RecordLayout = .lines, file: String = "export.json") {
        (self.preset, self.text, self.layout, fileName) = (preset, text, layout, file)
    }

    var sample: FileSample {
        let bytes = Array(text.utf8)
        guard layout == .csv || layout == .table, let dialect = CSVDialect.detect(head: bytes) else {
            return FileSample(records: .json([bytes]), layout: layout, fileName: fileName)
        }
        let rows = CSVRows.sample(of: bytes, dialect: dialect, limit: 10, isWholeFile: true)
        return FileSample(records: .rows(dialect.header, rows), layout: layout, fileName: fileName)
    }

    static let guid = "5e1f0d3c-7a10-4b7e-9c02-1f0a6b2d0100"
    private static let unified =
        #"{"Id":"\#(guid)","CreationTime":"2026-01-01T00:03:12","RecordType":15,"Operation":"UserLoggedIn","Workload":"AzureActiveDirectory","UserId":"ada@example.test"}"#
    private static let quoted = unified.replacing("\"", with: "\\\"")
    private static let cell = "\"" + unified.replacing("\"", with: "\"\"") + "\""
    private static let signIn =
        #"{"id":"\#(guid)","createdDateTime":"2026-01-01T00:15:41Z","userPrincipalName":"ada@example.test","appDisplayName":"Portal","ipAddress":"192.0.2.10","correlationId":"1","status":{"errorCode":0}}"#
    private static let audit =
        #"{"id":"Directory_3f1d_KQ7XZ_1002003","category":"UserManagement","activityDisplayName":"Update user","activityDateTime":"2026-01-01T00:20:00.123456Z","loggedByService":"Core Directory"}"#
    private static let document =
        #"{"@timestamp":"2026-01-01T00:00:05.000Z","ecs":{"version":"8.8.0"},"event":{"id":"\#(guid)","action":"a","provider":"Exchange"}"#

    static let all: [PresetSample] = microsoft + portal + azure + tables + cloud + stores + others

    private static let microsoft = [
        PresetSample("o365-management", unified),
        PresetSample(
            "ual-wrapper",
            #"{"RecordType":"AzureActiveDirectory","CreationDate":"2026-01-01T00:03:12Z","UserIds":"a","Operations":"b","AuditData":"\#(quoted)","ResultIndex":1,"ResultCount":1,"Identity":"\#(guid)"}"#
        ),
        PresetSample(
            "ual-wrapper", #"{"CreationDate":"2026-01-01T00:03:12Z","Operations":"b","AuditData":\#(unified)}"#),
        PresetSample(
            "search-unified-auditlog-csv",
            "RecordType,CreationDate,UserIds,Operations,AuditData,ResultIndex,ResultCount,Identity,IsValid,ObjectState\nX,1/1/2026 12:03:12 AM,a,b,\(cell),1,1,\(guid),True,Unchanged\n",
            .csv),
        PresetSample(
            "purview-csv",
            "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n\(guid),\"2026-01-01T00:03:12.0000000Z \",15,b,a,\(cell),,\n",
            .csv),
        PresetSample(
            "purview-csv", "CreationDate,UserIds,Operations,AuditData\n9/20/2023 4:05:03 AM,a,b,\(cell)\n", .csv),
        PresetSample(
            "purview-expanded-csv",
            "RecordId,CreationDate,UserId,AuditData.Id,AuditData.CreationTime\n\(guid),x,a,\(guid),2026-01-01T00:03:12\n",
            .csv),
        PresetSample(
            "purview-audit",
            #"{"id":"\#(guid)","createdDateTime":"2026-01-01T00:03:12Z","auditLogRecordType":"x","operation":"b","service":"AzureActiveDirectory","userPrincipalName":"a","clientIp":"192.0.2.1","auditData":\#(unified)}"#
        ),
        PresetSample("graph-sign-ins", signIn), PresetSample("graph-sign-ins", signIn, .array, file: "page.json"),
        PresetSample("graph-directory-audits", audit, .envelope("value")),
        PresetSample(
            "graph-risk-detections",
            #"{"id":"9f0","requestId":"r","riskEventType":"unfamiliarFeatures","riskState":"atRisk","detectionTimingType":"offline","activityDateTime":"2026-01-01T00:15:41Z","detectedDateTime":"2026-01-01T04:02:00Z","lastUpdatedDateTime":"2026-01-01T04:05:10Z"}"#
        ),
        PresetSample(
            "graph-identity-risk-events",
            #"{"id":"a.b","riskEventDateTime":"2019-01-01T00:15:41Z","riskEventType":"x","createdDateTime":"2019-01-01T01:00:00Z","riskEventStatus":"active"}"#
        ),
        PresetSample(
            "aad-graph-sign-ins",
            #"{"id":"\#(guid)","signinDateTime":"2016-07-01T17:05:21Z","userPrincipalName":"a","loginStatus":"Success"}"#
        ),
        PresetSample(
            "aad-graph-audit",
            #"{"id":"x_1","activityDate":"2016-07-01T17:05:21Z","activity":"Update user","category":"User","actor":{"userPrincipalName":"a"}}"#
        ),
    ]

    private static let portal = [
        PresetSample(
            "entra-interactive-csv",
            "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,Application,Application ID ,IP address,Status,Sign-in error code,Incoming token type,Incoming token type\n2026-01-01T00:15:41Z,\(guid),x,c,u,Ada,ada,Portal,p,192.0.2.1,Success,0,a,b\n",
            .csv, file: "InteractiveSignIns_2026-01-01.csv"),
        PresetSample(
            "entra-non-interactive-csv",
            "Date (UTC),Request ID,Correlation ID,User,Username,Application,Status\n2026-01-01T00:15:41Z,\(guid),c,Ada,ada,Portal,Success\n",
            .csv, file: "NonInteractiveSignIns_2026-01-01.csv"),
        PresetSample(
            "entra-service-principal-csv",
            "Date (UTC),Request ID,Correlation ID,Service principal ID,Service principal name,Credential key ID,Application,Status\n2026-01-01T00:15:41Z,\(guid),c,s,n,k,Portal,Success\n",
            .csv, file: "ApplicationSignIns_2026-01-01.csv"),
        PresetSample(
            "entra-managed-identity-csv",
            "Date (UTC),Request ID,Correlation ID,Service principal ID,Service principal name,Resource,Status\n2026-01-01T00:15:41Z,\(guid),c,s,n,r,Success\n",
            .csv, file: "MSISignIns_2026-01-01.csv"),
        PresetSample(
            "entra-auth-details-csv",
            "Date (UTC),Request ID,Authentication method,Authentication method detail,Succeeded,Result detail\n2026-01-01T00:15:41Z,\(guid),Password,x,true,y\n",
            .csv, file: "InteractiveSignIns_AuthDetails_2026-01-01.csv"),
        PresetSample(
            "entra-audit-csv",
            "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,ActorObjectId,Target1ObjectId\n2026-01-01T00:20:00.1234567+00:00,c,Core,UserManagement,Update user,success,,a,t\n",
            .csv, file: "AuditLogs_2026-01-01.csv"),
        PresetSample("entra-sign-ins-json", signIn, .array, file: "InteractiveSignIns_2026-01-01 (1).json"),
        PresetSample("entra-audit-json", audit, .array, file: "AuditLogs_2026-01-01.json"),
    ]

    private static let azure = [
        PresetSample(
            "azure-diagnostic",
            #"{"time":"2026-01-01T00:15:41.1234567Z","resourceId":"/tenants/t","operationName":"Sign-in activity","category":"SignInLogs","properties":\#(signIn)}"#
        ),
        PresetSample(
            "azure-activity",
            #"{"eventDataId":"\#(guid)","id":"/subscriptions/s","eventTimestamp":"2026-01-01T00:15:41Z","submissionTimestamp":"2026-01-01T00:17:41Z","operationName":{"value":"o"},"caller":"a"}"#
        ),
        PresetSample(
            "azure-activity-sdk",
            #"{"event_data_id":"\#(guid)","id":"/subscriptions/s","event_timestamp":"2026-01-01T00:15:41Z","submission_timestamp":"2026-01-01T00:17:41Z","operation_name":{"value":"o"}}"#
        ),
        PresetSample(
            "azure-activity-csv",
            "Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,Resource type,Resource group,Resource\n\(guid),o,Succeeded,Administrative,Info,2026-01-01T00:15:41Z,s,a,t,g,r\n",
            .csv),
    ]

    private static let tables = [
        PresetSample(
            "log-analytics-sign-ins",
            "TimeGenerated [UTC],Id,CreatedDateTime [UTC],AppDisplayName,ResultType,Category\n\"2/25/2026, 9:19:25.391 AM\",\(guid),\"2/25/2026, 9:19:25.391 AM\",Portal,0,SignInLogs\n",
            .csv),
        PresetSample(
            "log-analytics-audit",
            "TimeGenerated,Id,ActivityDateTime,ActivityDisplayName,LoggedByService,Category\n2026-01-01T00:20:00Z,Directory_x,2026-01-01T00:20:00Z,Update user,Core,UserManagement\n",
            .table),
        PresetSample(
            "log-analytics-office",
            #"{"TimeGenerated":"2026-01-01T00:03:12Z","OfficeId":"\#(guid)","RecordType":"50","OfficeWorkload":"Exchange","Operation":"x"}"#
        ),
        PresetSample(
            "log-analytics-activity",
            "TimeGenerated [UTC],EventDataId,OperationNameValue,CategoryValue,Caller\n\"2/25/2026, 9:19:25.391 AM\",\(guid),o,Administrative,a\n",
            .csv),
        PresetSample(
            "log-analytics-alerts",
            "TimeGenerated,SystemAlertId,AlertName,AlertSeverity\n2026-01-01T00:20:00Z,\(guid),n,Medium\n", .table),
        PresetSample(
            "log-analytics-custom", "TimeGenerated,Id_g,Operation_s,Type\n2026-01-01T00:20:00Z,\(guid),o,Siemgap_CL\n",
            .table),
    ]

    private static let cloud = [
        PresetSample(
            "okta-system-log",
            #"{"uuid":"6d0f","published":"2026-01-01T00:00:05.123Z","eventType":"user.session.start","actor":{"alternateId":"a"}}"#
        ),
        PresetSample(
            "google-workspace-reports",
            #"{"kind":"admin#reports#activity","id":{"time":"2026-01-01T00:00:05.123Z","uniqueQualifier":"-77","applicationName":"login","customerId":"C0"},"events":[{"name":"login_success"}]}"#
        ),
        PresetSample(
            "github-audit",
            #"{"@timestamp":1767225605123,"_document_id":"x7Qk","action":"repo.create","actor":"ada","created_at":1767225605123,"org":"example"}"#
        ),
        PresetSample(
            "cloudtrail",
            #"{"eventVersion":"1.08","userIdentity":{"type":"IAMUser"},"eventTime":"2026-01-01T00:00:05Z","eventSource":"iam.amazonaws.com","eventName":"n","awsRegion":"us-east-1","eventID":"\#(guid)"}"#
        ),
        PresetSample(
            "cloudtrail-lookup-events",
            #"{"EventId":"\#(guid)","EventName":"ConsoleLogin","EventTime":1767225605.0,"EventSource":"signin.amazonaws.com","CloudTrailEvent":"{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-01-01T00:00:05Z\",\"eventID\":\"\#(guid)\"}"}"#,
            .envelope("Events")),
    ]

    private static let stores = [
        PresetSample(
            "splunk-csv",
            "\"_raw\",\"_time\",host,sourcetype\n\(cell),2026-01-01T00:03:12.000+00:00,h,o365:management:activity\n",
            .csv),
        PresetSample(
            "splunk-json",
            #"{"_raw":"\#(quoted)","_time":"2026-01-01T00:03:12.000+00:00","sourcetype":"o365:management:activity"}"#,
            .envelope("results")),
        PresetSample(
            "splunk-export-json",
            #"{"preview":false,"offset":0,"result":{"_raw":"\#(quoted)","_time":"2026-01-01 00:03:12.000 GMT","sourcetype":"s"}}"#
        ),
        PresetSample(
            "splunk-export-table",
            #"{"preview":false,"offset":0,"lastrow":true,"result":{"Id":"\#(guid)","_time":"2026-01-01T00:03:12.000+00:00"}}"#
        ),
        PresetSample("splunk-table-csv", "\"_time\",Id,Operation\n2026-01-01T00:03:12.000+00:00,\(guid),x\n", .csv),
        PresetSample("splunk-raw", unified, file: "1767225605_12.raw"),
        PresetSample("elastic-ecs", document + "}"),
        PresetSample(
            "elastic-hits", #"{"_index":"logs","_id":"h","_score":1,"_source":\#(document)}}"#, .envelope("hits.hits")),
        PresetSample("elastic-hits", #"{"_index":"raw","_id":"h","_source":\#(unified)}"#),
        PresetSample(
            "elastic-fields",
            #"{"_index":"logs","_id":"h","fields":{"@timestamp":["2026-01-01T00:00:05.000Z"],"event.id":["\#(guid)"]}}"#
        ),
        PresetSample(
            "elastic-google-workspace",
            #"{"@timestamp":"2026-01-01T00:00:05.000Z","ecs":{"version":"8"},"event":{"id":"-77","provider":"login","action":"a"},"google_workspace":{"kind":"k"},"organization":{"id":"C0"}}"#
        ),
        PresetSample(
            "elastic-google-workspace-hits",
            #"{"_index":"i","_id":"h","_source":{"@timestamp":"2026-01-01T00:00:05.000Z","ecs":{"version":"8"},"event":{"id":"-77","provider":"login","action":"a"},"google_workspace":{"kind":"k"},"organization":{"id":"C0"}}}"#
        ),
        PresetSample(
            "elastic-raw-test", #"{"event":{"original":"\#(quoted)"},"o365audit":\#(unified)}"#, .envelope("events")),
        PresetSample(
            "kibana-csv",
            "\"@timestamp\",\"Event (event.id)\",event.action\n\"Nov 14, 2026 @ 02:00:00.000\",\(guid),-\n", .csv),
        PresetSample("opensearch-csv", "@timestamp,event.id,event.action\n11/14/2026 2:00:00.000 am,\(guid), \n", .csv),
        PresetSample(
            "qradar",
            #"{"starttime":1767225605123,"devicetime":1767225600000,"qid":1,"payload":"<14>host \#(quoted)"}"#,
            .envelope("events")),
        PresetSample("sumo", "\"_messagetime\",\"_raw\",\"_collector\"\n1767225605123,\(cell),c\n", .csv),
        PresetSample(
            "sumo-messages", #"{"map":{"_raw":"\#(quoted)","_messagetime":"1767225605123","_messageid":"-9"}}"#,
            .envelope("messages")),
        PresetSample(
            "secops-udm",
            #"{"udm":{"metadata":{"productLogId":"\#(guid)","eventTimestamp":"2026-01-01T00:03:12Z","eventType":"USER_LOGIN"}}}"#,
            .envelope("events")),
        PresetSample(
            "secops-udm-rows",
            #"{"metadata":{"product_log_id":"\#(guid)","event_timestamp":"2026-01-01T00:03:12Z","event_type":"USER_LOGIN"}}"#
        ),
        PresetSample(
            "loki", #"{"labels":{"job":"o365"},"line":"\#(quoted)","timestamp":"2026-01-01T00:03:12.000000000Z"}"#),
        PresetSample("victorialogs", #"{"_msg":"\#(quoted)","_time":"2026-01-01T00:03:12Z","_stream":"{}"}"#),
    ]

    private static let others = [
        PresetSample(
            "1password", #"{"uuid":"HG","session_uuid":"U","timestamp":"2021-08-11T14:28:03Z","category":"success"}"#),
        PresetSample(
            "slack-audit",
            #"{"id":"0123a45b","date_create":1767225605,"action":"user_login","actor":{"type":"user"},"entity":{"type":"user"}}"#
        ),
        PresetSample(
            "duo-authentication",
            #"{"txid":"340a","timestamp":1767225605,"isotimestamp":"2026-01-01T00:00:05Z","factor":"push"}"#),
        PresetSample("duo-activity", #"{"activity_id":"a1","ts":"2026-01-01T00:00:05Z","action":{"name":"x"}}"#),
        PresetSample(
            "cloudflare-audit",
            #"{"id":"d5b0","when":"2026-01-01T00:00:05Z","action":{"type":"change"},"actor":{"email":"a"}}"#),
        PresetSample(
            "cloudflare-audit-v2",
            #"{"id":"d5b0","action":{"time":"2026-01-01T00:00:05Z","type":"create"},"actor":{"email":"a"}}"#),
        PresetSample(
            "auth0", #"{"log_id":"900","_id":"900","date":"2026-01-01T00:00:05.123Z","type":"s","client_id":"c"}"#),
        PresetSample(
            "atlassian-organization",
            #"{"id":"e1","type":"events","attributes":{"time":"2026-01-01T00:00:05.123Z","action":"x"}}"#),
        PresetSample(
            "box-events",
            #"{"event_id":"f8","event_type":"LOGIN","created_at":"2026-01-01T00:00:05-07:00","created_by":{"login":"a"}}"#
        ),
        PresetSample(
            "gitlab-audit",
            #"{"id":5,"author_id":1,"entity_type":"Project","created_at":"2026-01-01T00:00:05.123Z","details":{}}"#),
        PresetSample(
            "jumpcloud", #"{"id":"65","timestamp":"2026-01-01T00:00:05Z","event_type":"sso_auth","service":"sso"}"#),
        PresetSample(
            "hcp-terraform",
            #"{"id":"ae66","version":"0","type":"Resource","timestamp":"2026-01-01T00:00:05Z","auth":{"type":"Client"},"resource":{"action":"create"}}"#
        ),
        PresetSample(
            "pagerduty-audit",
            #"{"id":"PD","execution_time":"2026-01-01T00:00:05.123Z","action":"create","root_resource":{"type":"user_reference"}}"#
        ),
        PresetSample("launchdarkly-audit", #"{"_id":"62a","date":1767225605123,"titleVerb":"created","kind":"flag"}"#),
        PresetSample(
            "gcp-logging",
            #"{"insertId":"x1","timestamp":"2026-01-01T00:00:05.123456789Z","logName":"projects/p/logs/a","receiveTimestamp":"2026-01-01T00:00:06Z"}"#
        ),
    ]
}

import AuditModel
import ExportReaders
import Testing

/// Real files of many origins: the preset, id and time that their ORIGIN.md names.
@Suite struct FieldChooserDataTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let file: String
        let preset: String
        let id: String
        let time: String?
        let identified: Int
        let distinct: Int

        init(_ file: String, _ preset: String, _ id: String, _ time: String?, _ identified: Int, _ distinct: Int) {
            (self.file, self.preset, self.id, self.time) = (file, preset, id, time)
            (self.identified, self.distinct) = (identified, distinct)
        }

        var testDescription: String { file }
    }

    static let elastic = "elastic-integrations/"
    static let lab = "azure-sentinel-training-lab/"

    static let cases: [Case] = [
        Case(lab + "sign-in_adelete.csv", "log-analytics-sign-ins", "Id", "CreatedDateTime", 56, 56),
        Case(lab + "disable_accounts.csv", "log-analytics-sign-ins", "Id", nil, 4, 4),
        Case(lab + "AuditLogs_Hunting.csv", "log-analytics-audit", "Id", nil, 5, 5),
        Case(lab + "azureActivity_adele.csv", "log-analytics-activity", "EventDataId", "TimeGenerated", 23, 23),
        Case(lab + "office_activity_inbox_rule.csv", "log-analytics-office", "OfficeId", "Start_Time", 2, 2),
        Case("otrf-security-datasets/AADAuditEvents.json", "log-analytics-audit", "Id", "ActivityDateTime", 4, 3),
        Case(
            "otrf-security-datasets/OfficeActivityEvents.json", "log-analytics-office", "OfficeId", "TimeGenerated", 1,
            1),
        Case("plaso-test-data/microsoft_audit_log.jsonl", "o365-management", "Id", "CreationTime", 4, 4),
        Case(
            "plaso-test-data/azure_activity_log.jsonl", "azure-activity-sdk", "event_data_id", "event_timestamp", 4, 4),
        Case(
            "msticpy-query-responses/az_mon_raw_query.json", "log-analytics-alerts", "SystemAlertId", "TimeGenerated",
            3, 3),
        Case(elastic + "okta-system/test-okta-system-events.log", "okta-system-log", "uuid", "published", 24, 10),
        Case(
            elastic + "okta-system/test-okta-system-events.log-expected.json", "elastic-ecs", "event.id", "@timestamp",
            24, 10),
        Case(elastic + "okta-system/sample_event.json", "elastic-ecs", "event.id", "@timestamp", 1, 1),
        Case(
            elastic + "google_workspace-login/test-login.log", "google-workspace-reports",
            "id.time + id.uniqueQualifier + id.applicationName + id.customerId", "id.time", 14, 1),
        Case(
            elastic + "google_workspace-login/test-login.log-expected.json", "elastic-google-workspace",
            "@timestamp + event.id + event.provider + organization.id", "@timestamp", 14, 1),
        Case(
            elastic + "1password-signin_attempts/test-signinattempts.json", "elastic-raw-test", "message:uuid",
            "message:timestamp", 2, 2),
        Case(
            elastic + "1password-signin_attempts/test-signinattempts.json-expected.json", "elastic-ecs",
            "onepassword.uuid",
            "@timestamp", 2, 2),
        Case(
            elastic + "azure-auditlogs/test-audit-logs-sample.log", "azure-diagnostic", "properties.id",
            "properties.activityDateTime", 3, 3),
        Case(
            elastic + "azure-auditlogs/test-auditlogs-raw.log", "azure-diagnostic", "properties.id",
            "properties.activityDateTime", 1, 1),
        Case(
            elastic + "azure-auditlogs/test-audit-logs-sample.log-expected.json", "elastic-ecs",
            "azure.auditlogs.properties.id", "@timestamp", 3, 3),
        Case(
            elastic + "azure-identity_protection/test-userriskevents-raw.log", "azure-diagnostic", "properties.id",
            "properties.activityDateTime", 2, 2),
        Case(
            elastic + "azure-identity_protection/test-userriskevents-raw.log-expected.json", "elastic-ecs",
            "azure.identityprotection.properties.id", "azure.identityprotection.properties.activity_datetime", 2, 2),
        Case(
            elastic + "azure-activitylogs/test-activitylogs-identity.log", "azure-diagnostic", "properties.id",
            "properties.createdDateTime", 1, 1),
        Case(
            elastic + "azure-signinlogs/test-managed-identity-sample.log", "azure-diagnostic", "properties.id",
            "properties.createdDateTime", 33, 33),
        Case(
            elastic + "azure-signinlogs/test-managed-identity-sample.log-expected.json", "elastic-ecs", "event.id",
            "@timestamp", 33, 33),
        Case(
            "ms-docs-examples/graph/v1_0-directoryaudit-list-1.json", "graph-directory-audits", "id",
            "activityDateTime", 1, 1),
        Case(
            "ms-docs-examples/graph/v1_0-riskdetection-list-1.json", "graph-risk-detections", "id", "activityDateTime",
            1, 1),
        Case(
            "ms-docs-examples/graph/beta-riskdetection-get-1.json", "graph-risk-detections", "id", "activityDateTime",
            1, 1),
    ]

    @Test(arguments: cases) func choosesAsTheOriginSays(_ test: Case) throws {
        guard SampleFiles.exists(test.file) else { return }
        let choice = try FieldChooser(sample: try SampleFiles.sample(test.file)).choose()
        #expect(choice.preset?.name == test.preset, "\(choice.reasons) \(choice.rivals)")
        #expect(choice.mainID?.field.description == test.id)
        #expect(choice.mainTime?.field.path.description == test.time)
        #expect(choice.identified == test.identified)
        #expect(choice.distinct == test.distinct)
        #expect(choice.broken == 0)
    }

    @Test func everyManagementActivityFixture() throws {
        var raw = 0
        for file in SampleFiles.files(in: Self.elastic + "o365-audit", ending: "events.json")
            + SampleFiles.files(in: Self.elastic + "o365-audit", ending: "bad-ips.json")
        {
            let choice = try FieldChooser(sample: try SampleFiles.sample(file)).choose()
            #expect(choice.preset?.name == "elastic-raw-test", "\(file)")
            #expect(choice.mainTime?.field.path.description.hasSuffix("CreationTime") == true, "\(file)")
            #expect(choice.ids.allSatisfy { $0.field.description.hasSuffix("Id") }, "\(file)")
            raw += choice.identified
        }
        var documents = 0
        for file in SampleFiles.files(in: Self.elastic + "o365-audit", ending: "expected.json") {
            let choice = try FieldChooser(sample: try SampleFiles.sample(file)).choose()
            #expect(choice.preset?.name == "elastic-ecs", "\(file)")
            #expect(choice.mainID?.field == "event.id" && choice.mainTime?.field.path == "@timestamp", "\(file)")
            documents += choice.identified
        }
        guard SampleFiles.exists("elastic-integrations") else { return }
        #expect(raw == 224 && documents == 224)
    }

    @Test func everyCloudTrailFile() throws {
        var events = 0
        for file in SampleFiles.files(in: "invictus-aws-cloudtrail", ending: ".json")
            + SampleFiles.files(in: "stratus-red-team-cloudtrail", ending: ".json")
        {
            let choice = try FieldChooser(sample: try SampleFiles.sample(file)).choose()
            #expect(choice.preset?.name == "cloudtrail" && choice.zone.name == "UTC", "\(file)")
            #expect(choice.mainID?.field == "eventID" && choice.mainTime?.field.path == "eventTime", "\(file)")
            events += choice.distinct
        }
        guard SampleFiles.exists("invictus-aws-cloudtrail") else { return }
        #expect(events == 390 + 155)
    }

    @Test(arguments: [
        ("azure-sentinel-training-lab/ABAPAuditLog_CL.csv", "E-CSV-COLUMNS"),
        ("azure-sentinel-training-lab/solarigate_CEFevent.csv", "E-CSV-COLUMNS"),
        ("splunk-sdk-java-results/resultsMV.csv", "E-CSV-COLUMNS"),
        ("splunk-sdk-java-results/resultsMVOneshot.csv", "E-CSV-COLUMNS"),
        ("splunk-sdk-java-results/resultsMV4.json", "E-FIELDS"),
        ("splunk-sdk-java-results/resultsMV5.json", "E-FIELDS"),
    ])
    func saysWhatCannotBeIdentified(_ file: String, _ code: String) throws {
        guard SampleFiles.exists(file) else { return }
        let sample = try SampleFiles.sample(file)
        let error = #expect(throws: FieldChoiceError.self) { try FieldChooser(sample: sample).choose() }
        #expect(error?.problem.code == code)
        #expect(error?.found.isEmpty == false)
        if file.hasPrefix("splunk") {
            #expect(error?.partial.preset?.name == (file.hasSuffix("csv") ? "splunk-csv" : "splunk-json"))
            #expect(error?.partial.mainTime?.field.path == "_time")
        }
    }

    @Test(arguments: [
        "azure-sentinel-training-lab/signinLogs.csv", "splunk-sdk-java-results/results.csv",
        "splunk-sdk-java-results/results4.json", "splunk-sdk-java-results/results5.json",
        "splunk-sdk-java-results/resultsExport.json",
    ])
    func recognisesSums(_ file: String) throws {
        guard SampleFiles.exists(file) else { return }
        let choice = try FieldChooser(sample: try SampleFiles.sample(file)).choose()
        #expect(choice.ids.isEmpty)
        #expect(choice.marks.map(\.code) == [.aggregated])
    }

    @Test func eventsWithoutIDsAreMatchedByTheirFields() throws {
        let files = ["github-audit/test-audit-json.log", "azure-activitylogs/test-activitylogs-raw.log"]
        for file in files where SampleFiles.exists(Self.elastic + file) {
            let choice = try FieldChooser(sample: try SampleFiles.sample(Self.elastic + file)).choose()
            #expect(choice.ids.isEmpty && choice.match.count > 2)
            #expect(choice.marks.map(\.code) == [.weakMatch])
        }
    }
}

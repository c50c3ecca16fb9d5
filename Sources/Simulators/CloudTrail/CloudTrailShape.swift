/// Management events of AWS CloudTrail; fields after docs.aws.amazon.com, "CloudTrail record contents".
package struct CloudTrailShape: EventShape {
    /// An account number that AWS documentation uses.
    static let account = "111122223333"

    package let source: String
    /// Regions, each with a log of its own.
    package let usualTypes: [TenantPlan.EventType] = [
        .init("us-east-1", share: 0.6), .init("eu-north-1", share: 0.4),
    ]
    package let resolution: Int64 = 1_000_000_000

    /// Describes the events, for LookupEvents unless another source is named.
    package init(source: String = "cloudtrail") { self.source = source }

    package func operations(of type: String) -> [String] {
        ["ConsoleLogin", "AssumeRole", "RunInstances", "DeleteTrail", "PutBucketPolicy", "CreateUser"]
    }

    /// The service that logs an operation.
    static func service(of operation: String) -> String {
        switch operation {
        case "ConsoleLogin": "signin.amazonaws.com"
        case "AssumeRole": "sts.amazonaws.com"
        case "RunInstances": "ec2.amazonaws.com"
        case "DeleteTrail": "cloudtrail.amazonaws.com"
        case "PutBucketPolicy": "s3.amazonaws.com"
        default: "iam.amazonaws.com"
        }
    }

    package func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        let isDrifted = record.marks.contains(.drifted)
        let operation = tenant.operation(of: record)
        output.append(text: #"{"eventVersion":"\#(isDrifted ? "1.99" : "1.11")","userIdentity":{"type":"IAMUser","#)
        output.append(text: #""principalId":"AIDASIEMGAP\#(record.user)","accountId":"\#(Self.account)","userName":""#)
        let user = tenant.cast.users[Int(record.user)].prefix { $0 != UInt8(ascii: "@") }
        output += user
        output.append(text: #"","arn":"arn:aws:iam::\#(Self.account):user/"#)
        output += user
        output.append(#""},"eventTime":""#)
        output.append(instant: record.time)
        output.append(text: #"Z","eventSource":"\#(Self.service(of: operation))","eventName":"\#(operation)","#)
        output.append(text: #""awsRegion":"\#(tenant.type(of: record))","sourceIPAddress":""#)
        output += tenant.cast.addresses[Int(record.address)]
        output.append(#"","userAgent":"aws-cli/2.31 md/prompt#off","requestParameters":"#)
        output.append(text: isDrifted ? "null" : #"{"note":"a \"quoted\" value, with comma","count":3}"#)
        output.append(#","responseElements":null,"requestID":""#)
        let bits = tenant.bits(of: record.origin)
        output.appendGUID((SeededGenerator.mix(bits.0), SeededGenerator.mix(bits.1)))
        output.append(#"","eventID":""#)
        appendID(of: record, in: tenant, to: &output)
        output.append(#"","readOnly":"#)
        output.append(text: isDrifted ? "\"true\"" : String(Self.isReadOnly(operation)))
        if isDrifted { output.append(#","newlyAdded":{"level":3}"#) }
        if record.revision > 0 { output.append(#","addendum":{"reason":"UPDATED_DATA","updatedFields":"userAgent"}"#) }
        if !record.succeeded { output.append(#","errorCode":"AccessDenied""#) }
        output.append(
            text: #","eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"\#(Self.account)","#)
        output.append(#""eventCategory":"Management"}"#)
    }

    static func isReadOnly(_ operation: String) -> Bool { operation == "ConsoleLogin" || operation == "AssumeRole" }
}

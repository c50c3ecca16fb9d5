import AuditModel

/// Management events of AWS CloudTrail.
enum CloudTrail: AuditService {
    static let precision = TimePrecision.second
    /// The account of every event, one of those that AWS documentation uses.
    static let account = "111122223333"

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        Event(
            id: generator.guid(), time: time, scope: generator.pick(["us-east-1", "eu-north-1"]),
            operation: generator.pick(["ConsoleLogin", "AssumeRole", "PutObject", "RunInstances", "DeleteTrail"]),
            user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(9) > 0,
            number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let name = String(event.user.prefix { $0 != "@" })
        let common: JSONValue = [
            "eventVersion": "1.11",
            "userIdentity": [
                "type": "IAMUser", "principalId": "AIDAEXAMPLE", "arn": .string("arn:aws:iam::\(account):user/\(name)"),
                "accountId": .string(account), "userName": .string(name),
            ],
            "eventTime": record.time.map { .string(TimeText.iso($0)) } ?? .null,
            "eventSource": "signin.amazonaws.com", "eventName": .string(event.operation),
            "awsRegion": .string(event.scope), "sourceIPAddress": .string(event.address),
            "userAgent": "aws-cli/2.31 md/prompt#off", "requestParameters": ["note": "a \"quoted\" value, with comma"],
            "responseElements": nil, "requestID": .string(Cast.guid(9, event.number)), "eventID": .text(record.id),
            "readOnly": .bool(event.operation == "ConsoleLogin"), "eventType": "AwsApiCall", "managementEvent": true,
            "recipientAccountId": .string(account), "eventCategory": "Management",
        ]
        return succeeded(record) ? common : common.merging(["errorCode": "AccessDenied"])
    }
}

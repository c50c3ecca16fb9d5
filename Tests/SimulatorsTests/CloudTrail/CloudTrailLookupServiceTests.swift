import AuditModel
import ByteScan
import Simulators
import Testing

struct CloudTrailLookupServiceTests {
    private let target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"

    private func client(_ api: [APIFault] = []) throws -> ListingClient {
        let client = try ListingClient("cloudtrail", api: api)
        client.credential = { client, call in client.signature(of: call) }
        return client
    }

    private func call(_ body: JSONValue, region: String = "us-east-1") -> ListingClient.Call {
        ListingClient.Call(
            method: "POST", path: "/",
            headers: [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target), ("x-test", region)],
            body: ListingClient.json(body))
    }

    private let seconds = Int(ListingClient.start / 1_000_000_000)

    @Test func bothBoundsAreInside() throws {
        let client = try client()
        let record = try #require(client.tenant.records.first { client.tenant.type(of: $0) == "us-east-1" })
        let second = Int(record.time / 1_000_000_000)
        let answer = try client.send(call(["StartTime": .integer(second), "EndTime": .integer(second)]))
        let ids = try JSONTree(parsing: answer.body)["Events"]?.elements?.compactMap { $0["EventId"]?.text } ?? []
        #expect(ids.contains(client.tenant.id(of: record)))
    }

    @Test func theRecordIsTextInside() throws {
        let answer = try client().send(call(["MaxResults": .integer(1)]))
        let event = try #require(try JSONTree(parsing: answer.body)["Events"]?.elements?.first)
        let record = try JSONTree(parsing: Array((event["CloudTrailEvent"]?.text ?? "").utf8))
        #expect(record["eventID"] == event["EventId"] && record["awsRegion"]?.text == "us-east-1")
    }

    @Test func aTokenIsGoodForItsParametersAlone() throws {
        let client = try client()
        let first = try client.send(call(["MaxResults": .integer(5), "EndTime": .integer(seconds + 100_000)]))
        let token = try #require(try JSONTree(parsing: first.body)["NextToken"]?.text)
        let other = try client.send(
            call(["MaxResults": .integer(6), "EndTime": .integer(seconds + 100_000), "NextToken": .string(token)]))
        #expect(try JSONTree(parsing: other.body)["__type"]?.text == "InvalidNextTokenException")
        let same = try client.send(
            call(["MaxResults": .integer(5), "EndTime": .integer(seconds + 100_000), "NextToken": .string(token)]))
        #expect(same.status == 200)
    }

    @Test(
        arguments: [
            (["MaxResults": .integer(51)], "InvalidMaxResultsException"),
            (["StartTime": .integer(20), "EndTime": .integer(10)], "InvalidTimeRangeException"),
            (["NextToken": .string("abc")], "InvalidNextTokenException"),
            (
                ["LookupAttributes": .array([["AttributeKey": .string("X"), "AttributeValue": .string("y")]])],
                "InvalidLookupAttributesException"
            ),
        ] as [(JSONValue, String)]) func refusesByType(body: JSONValue, type: String) throws
    {
        let answer = try client().send(call(body))
        #expect(answer.status == 400)
        #expect(try JSONTree(parsing: answer.body)["__type"]?.text == type)
    }

    @Test func aTokenKnowsTheTimesThatWereLeftOut() throws {
        let client = try client()
        var body: JSONValue = ["MaxResults": .integer(50)]
        var ids: Set<String> = []
        for _ in 0..<20 {
            let page = try client.ask(call(body)).body
            ids.formUnion(page["Events"]?.elements?.compactMap { $0["EventId"]?.text } ?? [])
            guard let token = page["NextToken"]?.text else { break }
            body = ["MaxResults": .integer(50), "NextToken": .string(token)]
        }
        #expect(ids == Set(client.tenant.ids(in: ListingClient.window, at: .max, types: ["us-east-1"])))
    }

    @Test func aThirdRequestInASecondIsThrottledIfTheScenarioSaysSo() throws {
        let client = try client([APIFault(.throttled, form: "rate")])
        let answers = try (0..<3).map { _ in try client.send(call([:], region: "eu-north-1")) }
        #expect(answers.map(\.status) == [200, 200, 400])
        #expect(try JSONTree(parsing: answers[2].body)["__type"]?.text == "ThrottlingException")
        #expect(try client.send(call([:])).status == 200, "another region has a limit of its own")
    }

    @Test func aClockThatIsOffMakesSignaturesInvalid() throws {
        let client = try client()
        client.credential = { client, call in
            client.signature(of: call).map { $0.name == "x-amz-date" ? ($0.name, "20261104T113000Z") : $0 }
        }
        let answer = try client.send(call([:]))
        #expect(try JSONTree(parsing: answer.body)["__type"]?.text == "InvalidSignatureException")
    }
}

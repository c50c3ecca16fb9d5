import AuditModel
import EventSources
import Pulling
import Settings
import Testing
import Transport

/// LookupEvents, a scope each region.
struct RegionalSourceTests {
    private static let settings = """
        type: cloudtrail
        regions: [us-east-1, eu-north-1]
        access_key_id: AKIA0
        secret_access_key: {env: S}
        """

    private static let body =
        #"{"StartTime":1767225600,"EndTime":1767232800,"MaxResults":50"#

    private func scope(_ region: String) -> Scope { Scope(field: "awsRegion", value: region) }

    @Test func eachRegionIsAScopeWithAHostOfItsOwn() throws {
        let made = try DescribedScene(Self.settings).made
        #expect(made.source.traits.scopes == [scope("us-east-1"), scope("eu-north-1")])
        #expect(
            made.client.hosts == [
                "https://cloudtrail.eu-north-1.amazonaws.com", "https://cloudtrail.us-east-1.amazonaws.com",
            ])
        guard case .signatureV4(let key, _, let service) = made.client.auth else {
            Issue.record("no signature")
            return
        }
        #expect([key.id, key.secret.revealed(), service] == ["AKIA0", "s3cret", "cloudtrail"])
    }

    @Test func eventsAreTheTextInsideTheAnswer() async throws {
        let left = Countdown(1)
        let service = ScriptedService { _ in
            let number = 2 - left.next()
            let inner = #"{\"eventID\":\"e\#(number)\",\"eventTime\":\"2026-01-01T00:00:05Z\",\"n\":1.50}"#
            let token = number == 1 ? #","NextToken":"k=""# : ""
            return ScriptedService.json(
                #"{"Events":[{"EventId":"e","EventTime":1767225605.0,"CloudTrailEvent":"\#(inner)"}]\#(token)}"#)
        }
        let pull = await (try DescribedScene(Self.settings)).pull(service, scope: scope("eu-north-1"))
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(
            pull.lines == (1...2).map { #"{"eventID":"e\#($0)","eventTime":"2026-01-01T00:00:05Z","n":1.50}"# })
        let url = "https://cloudtrail.eu-north-1.amazonaws.com/ "
        #expect(service.requests == [url + Self.body + "}", url + Self.body + #","NextToken":"k="}"#])
        #expect(service.calls.allSatisfy { $0.region == "eu-north-1" })
        #expect(
            service.calls[0].headers.contains {
                $0.name == "X-Amz-Target"
                    && $0.value == "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"
            })
    }

    @Test func baseURLStandsForAllRegions() throws {
        let made = try DescribedScene(Self.settings + "\nbase_url: https://api.test").made
        #expect(made.client.hosts == ["https://api.test"])
    }

    @Test(arguments: [
        ("type: cloudtrail\naccess_key_id: A\nsecret_access_key: {env: S}", "regions are missing"),
        (settings + "\nregion: x", "regions are given as a list"), (settings + "\nregoin: x", "unknown key"),
    ])
    func wrongSettingsAreNamed(_ text: String, _ words: String) {
        let fault = #expect(throws: SettingsFault.self) { try DescribedScene(text) }
        #expect(fault?.issues.first?.what.contains(words) == true)
    }
}

import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct SecOpsServiceTests {
    private static let path = "/v1alpha/projects/contoso/locations/us/instances/siem-okta-system-log:udmSearch"

    private static func ask(
        _ store: TestStore, query: String = #"metadata.log_type = "okta-system-log""#, limit: String = "20000",
        scope: String = "https://www.googleapis.com/auth/cloud-platform"
    ) throws -> SimulatorResponse {
        let token = store.mint.token([
            "aud": .string("https://sim.test"), "exp": .integer(4_000_000_000), "scp": .string(scope),
        ])
        return try store.ask(
            "GET", path,
            query: [
                ("query", query), ("timeRange.startTime", "2026-11-02T00:00:00Z"),
                ("timeRange.endTime", "2026-11-04T00:00:00Z"), ("limit", limit),
            ], headers: [("authorization", "Bearer " + token)])
    }

    @Test func eventsCarryTheVendorsIDAndGooglesOwn() throws {
        let store = try TestStore("secops")
        let body = try Self.ask(store).tree
        let events = body["events"]?.elements ?? []
        #expect(events.count == store.shelf.documents.count)
        #expect(body["moreDataAvailable"] == .bool(false))
        let ids = events.compactMap { $0["udm"]?["metadata"]?["productLogId"]?.text }
        #expect(Set(ids) == Set(store.shelf.documents.indices.compactMap { store.shelf.eventID($0) }))
        #expect(events.allSatisfy { $0["udm"]?["metadata"]?["id"]?.text != nil })
    }

    @Test func aCapIsSaid() throws {
        let store = try TestStore("secops", faults: ["cap=10"])
        let body = try Self.ask(store).tree
        #expect(body["events"]?.elements?.count == 10)
        #expect(body["moreDataAvailable"] == .bool(true))
    }

    @Test func idsAreFoundInAnyLetterCaseOnlyWhenAsked() throws {
        let store = try TestStore("secops")
        let id = try #require(store.shelf.eventID(3)).uppercased()
        let field = #"metadata.product_log_id = "\#(id)""#
        #expect(try Self.ask(store, query: field + " nocase").tree["events"]?.elements?.count == 1)
        #expect(try Self.ask(store, query: field).tree["events"]?.elements?.isEmpty == true)
        #expect(try Self.ask(store, query: "principal.ip = 5").status == 400)
    }

    @Test func theScopeAndATokenAreWanted() throws {
        let store = try TestStore("secops")
        #expect(try Self.ask(store, scope: "other").status == 403)
        #expect(try store.ask("GET", Self.path).status == 401)
        #expect(try store.ask("POST", "/secops/token", form: [("grant_type", "password")]).status == 400)
    }
}

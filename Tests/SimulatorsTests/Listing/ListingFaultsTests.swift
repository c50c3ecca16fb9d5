import AuditModel
import ByteScan
import Simulators
import Testing

/// The faults that take something away, or ask a client for a decision.
struct ListingFaultsTests {
    private static let recipes = PagingRecipe.vendors + PagingRecipe.rest

    private static func recipes(with fault: FaultCode) -> [PagingRecipe] {
        recipes.filter { ServiceCatalogue.entry($0.source)?.faults.contains(fault) == true }
    }

    @Test(arguments: recipes(with: .repeatedToken)) func aRepeatedTokenEndsInALoop(_ recipe: PagingRecipe) throws {
        let client = try ListingClient(recipe.source, api: [APIFault(.repeatedToken, times: nil)])
        // Polling and checkpoints take a link to the page itself for the end.
        if recipe.source == "auth0" { return #expect(try recipe.pull(client).count < 300) }
        #expect(throws: PagingRecipe.EndlessPaging.self) { try recipe.pull(client) }
    }

    @Test(arguments: recipes(with: .unstableCount)) func theFirstPullMissesRecordsALaterOneHas(
        _ recipe: PagingRecipe
    ) throws {
        let client = try ListingClient(recipe.source, api: [APIFault(.unstableCount, share: 0.5)])
        #expect(try recipe.pull(client).count < 300)
        // A short page ends a pull by page numbers early, so that it takes several pulls to meet every fault.
        var count = 0
        for _ in 0..<9 where count < 300 { count = try recipe.pull(client).count }
        #expect(count == 300)
    }

    @Test(arguments: recipes(with: .lostToken)) func aLostTokenIsRefused(_ recipe: PagingRecipe) throws {
        let client = try ListingClient(recipe.source, api: [APIFault(.lostToken, times: nil)])
        #expect(
            performing: { try recipe.pull(client) },
            throws: { error in
                (error as? ListingClient.GivenUp)?.last.status == 400
            })
    }

    @Test(arguments: recipes(with: .ignoredFilter)) func anIgnoredFilterGivesRowsOutsideTheWindow(
        _ recipe: PagingRecipe
    ) throws {
        let start = ListingClient.start
        let window = TimeWindow(from: start + 8 * ListingClient.hour, to: start + 9 * ListingClient.hour)
        let sound = try recipe.pull(try ListingClient(recipe.source), in: window)
        let ignoring = try recipe.pull(try ListingClient(recipe.source, api: [APIFault(.ignoredFilter)]), in: window)
        #expect(sound.count < ignoring.count && ignoring.count == 300)
    }

    @Test(arguments: recipes(with: .foreignLink)) func aForeignLinkNamesAnotherHost(_ recipe: PagingRecipe) throws {
        let client = try ListingClient(recipe.source, api: [APIFault(.foreignLink, times: nil)])
        client.credential = recipe.credential
        let call = try #require(recipe.first(ListingClient.window).first)
        let answer = try client.send(call)
        let text = answer.headers.map(\.value).joined() + String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("https://elsewhere.example/"))
    }

    @Test(arguments: [
        ("okta-system-log", 429, "E0000047"), ("google-workspace-reports", 503, "rateLimitExceeded"),
        ("github-audit", 403, "API rate limit exceeded"), ("cloudtrail", 400, "ThrottlingException"),
        ("slack-audit", 429, "ratelimited"), ("onelogin-events", 400, "rate_limit_exceeded"),
        ("gcp-logging", 429, "RESOURCE_EXHAUSTED"),
    ]) func throttlesInTheServicesOwnDress(source: String, status: Int, text: String) throws {
        let recipe = try #require(Self.recipes.first { $0.source == source })
        let client = try ListingClient(source, api: [APIFault(.throttled)])
        client.credential = recipe.credential
        let answer = try client.send(try #require(recipe.first(ListingClient.window).first))
        #expect(answer.status == status)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(text))
    }

    @Test(arguments: [(nil, true), ("bare", false)] as [(String?, Bool)])
    func saysWhenToComeBackUnlessBare(form: String?, says: Bool) throws {
        let recipe = try #require(Self.recipes.first { $0.source == "slack-audit" })
        let client = try ListingClient("slack-audit", api: [APIFault(.throttled, form: form, size: 7)])
        client.credential = recipe.credential
        let answer = try client.send(try #require(recipe.first(ListingClient.window).first))
        let header = answer.headers.first { $0.name == "Retry-After" }?.value
        #expect(header == (says ? "7" : nil))
    }

    @Test func aLongWindowTimesOutAndAShortOneDoesNot() throws {
        let recipe = try #require(Self.recipes.first { $0.source == "google-workspace-reports" })
        let fault = APIFault(.serverError, form: "window", by: 2 * ListingClient.hour)
        let client = try ListingClient(recipe.source, api: [fault])
        client.credential = recipe.credential
        let long = try #require(recipe.first(ListingClient.window).first)
        #expect(try client.send(long).status == 504)
        let start = ListingClient.start
        let short = try #require(recipe.first(TimeWindow(from: start, to: start + ListingClient.hour)).first)
        #expect(try client.send(short).status == 200)
    }

    @Test func whatIsPastRetentionIsLeftOutWithoutAWord() throws {
        let recipe = try #require(Self.recipes.first { $0.source == "github-audit" })
        let client = try ListingClient(
            recipe.source, api: [APIFault(.retentionEdge, by: 36 * ListingClient.hour)])
        let ids = try recipe.pull(client)
        let kept = client.tenant.ids(
            in: TimeWindow(from: ListingClient.start + 24 * ListingClient.hour, to: ListingClient.window.to),
            at: client.context.clock.now)
        #expect(Set(ids) == Set(kept))
    }
}

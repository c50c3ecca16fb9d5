import AuditModel
import Simulators
import Testing

/// Every listing read as its documentation says, undisturbed and with each fault that must do no harm.
struct PagingRecipeTests {
    private static let recipes = PagingRecipe.vendors + PagingRecipe.rest

    /// Faults that an honest client gets over, and how they are planted.
    private static let harmless: [APIFault] = [
        APIFault(.repeatedRecord, share: 0.1), APIFault(.changedRecord, share: 0.1),
        APIFault(.boundaryRows, share: 0.3),
        APIFault(.oddTimes, share: 0.3), APIFault(.negativeIDs, share: 0.3), APIFault(.nestedEvents, share: 0.3),
        APIFault(.schemaDrift, share: 0.2), APIFault(.emptyPage, share: 0.4), APIFault(.pageDrift, share: 0.5),
        APIFault(.cutBody, share: 0.4), APIFault(.throttled, share: 0.4), APIFault(.serverError, share: 0.4),
        APIFault(.tokenExpired, share: 0.4), APIFault(.oddHeaders), APIFault(.oddHeaders, form: "lower"),
        APIFault(.oddHeaders, form: "foreign"), APIFault(.lateEvent, share: 0.1, by: 6 * ListingClient.hour),
        APIFault(.clockOff, by: 60_000_000_000),
    ]

    @Test func everyOtherSourceHasARecipe() {
        let read = Set(Self.recipes.map(\.source))
        #expect(ServiceCatalogue.others.map(\.source).filter { !read.contains($0) } == [])
    }

    @Test(arguments: recipes) func undisturbedListingsHoldEverythingOnce(_ recipe: PagingRecipe) throws {
        let client = try ListingClient(recipe.source)
        let ids = try recipe.pull(client)
        #expect(ids.count == 300)
        if recipe.id != nil { #expect(Set(ids) == client.truth) }
        #expect(client.requests >= 8)
    }

    @Test(arguments: recipes) func harmlessFaultsLoseNothing(_ recipe: PagingRecipe) throws {
        let faults = try #require(ServiceCatalogue.entry(recipe.source)).faults
        for fault in Self.harmless where faults.contains(fault.fault) {
            let client = try ListingClient(recipe.source, api: [fault])
            let ids = try recipe.pull(client)
            if recipe.id != nil {
                #expect(Set(ids) == client.truth, "\(fault.fault)")
            } else {
                #expect(Set(ids).count >= 300, "\(fault.fault)")
            }
        }
    }

    @Test(arguments: recipes) func wrongCredentialsGetNothing(_ recipe: PagingRecipe) throws {
        let client = try ListingClient(recipe.source)
        let call = try #require(recipe.first(ListingClient.window).first)
        let answer = try client.send(call)
        #expect([400, 401].contains(answer.status))
        #expect(answer.body.count < 1000)
    }
}

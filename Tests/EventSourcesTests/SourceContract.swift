import AuditModel
import EventSources
import Pulling
import Recordings
import Testing
import Transport

/// What every source owes to those who ask it, whatever the service behind it.
enum SourceContract {
    /// Holds a source to its contract with one question.
    ///
    /// - Parameter service: answers the question with at least one record, the same each time.
    static func check(_ source: any EventSource, _ question: SliceQuestion, _ service: ScriptedService) async throws {
        checkTraits(source.traits)
        let readiness = await source.readiness(service)
        #expect(readiness.map(\.scope) == source.traits.scopes)
        let asked = service.calls.count
        let sequence = source.pages(of: question, from: nil, service)
        #expect(service.calls.count == asked, "nothing is asked before the first page is asked for")
        let pages = try await all(sequence)
        #expect(try await sequence.next() == nil, "the end stays the end")
        #expect(!pages.flatMap(\.lines).isEmpty)
        for page in pages { check(page) }
        for (index, page) in pages.enumerated() {
            guard let cursor = page.cursor else { continue }
            let rest = try await all(source.pages(of: question, from: cursor, service))
            #expect(rest.flatMap(\.lines) == pages[(index + 1)...].flatMap(\.lines), "a cursor leads to what follows")
        }
    }

    private static func all(_ pages: any SourcePages) async throws -> [SourcePage] {
        var all: [SourcePage] = []
        while let page = try await pages.next() { all.append(page) }
        return all
    }

    private static func checkTraits(_ traits: SourceTraits) {
        #expect(!traits.hosts.isEmpty && !traits.scopes.isEmpty && !traits.paths.id.isEmpty)
        #expect(traits.longest >= traits.shortest && traits.shortest > 0)
        #expect(traits.settle >= 0 && traits.margin >= 0 && traits.youngest >= 0)
        #expect(!traits.pageSizes.isEmpty && traits.parallel > 0 && traits.rate.inFlight > 0)
    }

    private static func check(_ page: SourcePage) {
        #expect(page.lines.count { $0 == UInt8(ascii: "\n") } == page.records)
        #expect(page.lines.isEmpty || page.lines.last == UInt8(ascii: "\n"))
        #expect(page.stamps.reduce(0) { $0 + $1.records } <= page.records)
        #expect(page.stamps.allSatisfy { $0.after <= $0.by })
        #expect(page.flaw == nil)
    }
}

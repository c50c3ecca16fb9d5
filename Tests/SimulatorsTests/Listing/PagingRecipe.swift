import AuditModel
import ByteScan
import Foundation
import Simulators
import Testing

/// How the documentation of one service says to read all of a window.
struct PagingRecipe: Sendable, CustomTestStringConvertible {
    typealias Call = ListingClient.Call
    typealias Answer = (headers: [(name: String, value: String)], body: JSONTree)

    let source: String
    /// The first call of each stream the service has.
    let first: @Sendable (TimeWindow) -> [Call]
    let credential: @Sendable (ListingClient, Call) throws -> [(name: String, value: String)]
    /// Where the records lie; empty for the root.
    let records: [String]
    /// The next call after an answer with that many records; nil at the end.
    let next: @Sendable (Answer, Int, Call) throws -> Call?
    /// A record's id in the tenant's form; nil where records have none.
    let id: (@Sendable (JSONTree) -> String?)?

    var testDescription: String { source }

    /// Ids of all records in the order read; of services without ids the whole records.
    func pull(_ client: ListingClient, in window: TimeWindow = ListingClient.window) throws -> [String] {
        client.credential = credential
        let most = client.requests + 100
        var ids: [String] = []
        for first in first(window) {
            var call: Call? = first
            while let current = call {
                guard client.requests < most else { throw EndlessPaging() }
                let answer = try client.ask(current)
                let rows = records.reduce(Optional(answer.body)) { $0?[$1] }?.elements ?? []
                ids += rows.map { id?($0) ?? String(decoding: $0.compactBytes, as: UTF8.self) }
                call = try next(answer, rows.count, current)
            }
        }
        return ids
    }

    struct EndlessPaging: Error {}
}

extension PagingRecipe.Call {
    /// The call with one parameter set.
    func with(_ name: String, _ value: String) -> Self {
        var copy = self
        copy.query = query.filter { $0.name != name } + [(name: name, value: value)]
        return copy
    }

    /// The call with another body.
    func with(body: JSONValue) -> Self {
        var copy = self
        copy.body = ListingClient.json(body)
        return copy
    }
}

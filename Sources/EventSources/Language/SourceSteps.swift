/// The requests of a source, by what they are for.
package struct SourceSteps: Hashable, Sendable {
    /// Asked before a pull: which scopes can be asked.
    package var ready: ReadyStep?
    /// Starts the subscription of a scope; never part of a pull.
    package var subscribe: RequestStep?
    /// Makes a job whose results `list` then reads.
    package var create: RequestStep?
    /// Asks how far the job is.
    package var poll: PollStep?
    /// Reads pages of records, of a job's results, or of items to fetch.
    package var list: RequestStep
    /// Goes on where `list` cannot: another path, or another body.
    package var more: RequestStep?
    /// Fetches one listed item, whose body holds the records.
    package var item: ItemStep?

    /// Whether a request names the directory by its GUID.
    var namesTenant: Bool {
        [list, more, create, subscribe, ready?.request, poll?.request, item?.request].compactMap(\.self)
            .flatMap(\.templates).contains { $0.holes.contains(.tenant) }
    }

    /// Describes a source with one request.
    package init(list: RequestStep) { self.list = list }
}

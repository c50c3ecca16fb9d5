/// The requests of a source, by what they are for.
package struct SourceSteps: Hashable, Sendable {
    /// Asked before a pull: which scopes can be asked.
    package var ready: ReadyStep?
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

    /// Describes a source with one request.
    package init(list: RequestStep) { self.list = list }
}

/// A request that says which scopes can be asked.
package struct ReadyStep: Hashable, Sendable {
    package var request: RequestStep
    /// The array of scopes in the answer.
    package var at: ResponsePath
    /// In an element, the scope's value.
    package var scope: ResponsePath
    /// In an element, its state, and the states in which it can be asked; nil when being listed is enough.
    package var state: ResponsePath?
    package var good: [String]
}

/// A request that says how far a job is.
package struct PollStep: Hashable, Sendable {
    package var request: RequestStep
    /// The job's state in the answer.
    package var state: ResponsePath
    package var done: [String]
    package var failed: [String]
    /// Seconds between two questions: the first wait, and the longest, to which waits double.
    package var firstWait: Double
    package var longestWait: Double
    /// Seconds after which a job is given up.
    package var patience: Double
}

/// A request for one listed item.
package struct ItemStep: Hashable, Sendable {
    package var request: RequestStep
    /// Where the list's answer has the items.
    package var listing: RecordRule
    /// In a listed item, what tells it from others.
    package var key: ResponsePath
    /// In a listed item, when its records became readable; nil when it does not say.
    package var available: ResponsePath?
    /// Items fetched at once.
    package var parallel: Int
}

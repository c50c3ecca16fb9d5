/// Where applying a plan stands, between two changes that could be the last before the process ends.
package enum ApplyStep: Hashable, Sendable, CaseIterable {
    /// The journal does not know of the batch yet.
    case beforeJournal
    /// The journal knows of it; nothing was sent.
    case beforeSending
    /// It was sent; the journal does not know what became of it.
    case afterSending
    /// The journal knows what became of it.
    case afterJournal
}

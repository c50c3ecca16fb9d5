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

/// A significant stretch of missing events: entries of the timeline between two missing ones, of one scope, several or
/// all.
struct Stretch: Hashable, Sendable {
    /// Indices in the timeline, from the first missing entry to one after the last.
    let entries: Range<UInt32>
    /// Codes of the scopes it concerns, ascending; empty where it concerns all that have events there.
    let scopes: [UInt16]
    let missing: Int
    /// Events of its scopes in the stretch, the missing ones included.
    let of: Int
}

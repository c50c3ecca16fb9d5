import ByteScan
import Pulling
import Recordings

/// Puts rows into a page, as records of the form that was asked for.
struct SplunkLines: Sendable {
    let row: SplunkRow
    /// Rows of other ids are left out; nil takes all.
    var wanted: WantedIDs?

    func append(_ tree: JSONTree, to page: inout SourcePage) {
        let asksWhole = row.query.setup.asksWhole
        let event = asksWhole && wanted == nil ? nil : row.event(tree)
        if let wanted, let event, !wanted.contains(event.id) { return }
        page.lines += asksWhole ? row.whole(tree) : Array((event?.line ?? "{}").utf8)
        page.lines.append(UInt8(ascii: "\n"))
        page.records += 1
    }
}

/// Windows of one length in which events beyond a count are missing.
struct WindowCut: Sendable {
    /// Which end of a window is missing, in order of time.
    enum End: Sendable, CaseIterable {
        case newest, oldest
    }

    /// Nanoseconds.
    let length: Int64
    let end: End
    /// Events that were kept of each window that was cut.
    let kept: Int
    /// Windows that were cut at the count, those that were not although they hold more, and those that hold no more.
    let cut: Int
    let spared: Int
    let smaller: Int
    /// Entries of the timeline that were cut off, all of them missing.
    let entries: [UInt32]

    /// The same cut by other numbers of entries.
    func renumbered(_ number: (UInt32) -> UInt32) -> WindowCut {
        WindowCut(
            length: length, end: end, kept: kept, cut: cut, spared: spared, smaller: smaller,
            entries: entries.map(number))
    }
}

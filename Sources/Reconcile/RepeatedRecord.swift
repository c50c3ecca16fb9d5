package import AuditModel

/// One record of an id that has more than one record on a side.
///
/// Its memory, read as 64-bit words, orders by side, then position; that is the order an ``ExternalSorter`` gives.
package struct RepeatedRecord: BitwiseCopyable, Hashable, Sendable {
    private let sideWord: UInt64
    private let packedPosition: UInt64
    /// The id all records of the group share.
    package let group: IDHash

    /// Makes one record of a group.
    package init(group: IDHash, side: Side, position: RecordPosition) {
        self.init(group: group, side: side, packedPosition: position.packed)
    }

    init(group: IDHash, side: Side, packedPosition: UInt64) {
        sideWord = UInt64(side.rawValue)
        self.packedPosition = packedPosition
        self.group = group
    }

    /// The side the record is on.
    package var side: Side { sideWord == 0 ? .authority : .siem }
    /// Where the record lies.
    package var position: RecordPosition { RecordPosition(packed: packedPosition) }
}

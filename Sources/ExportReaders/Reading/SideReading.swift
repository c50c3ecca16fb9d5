package import AuditModel
package import ByteScan

/// What reading all files of a side found, beside the keys that went to the reconciler.
package struct SideReading: Sendable {
    /// One file's counts and how it ended.
    package struct File: Sendable {
        package let name: String
        package var tally = RecordTally()
        package var ending = FileEnding()
        package var notes = ControlNotes()
    }

    package var files: [File]
    /// Line feeds before each block of each file.
    package var linesBefore: [[Int]]

    /// All files' counts added up; neighbours across files do not count.
    package var total: RecordTally {
        files.reduce(into: RecordTally()) { total, file in
            let (ascending, descending) = (total.ascending, total.descending)
            total.append(file.tally)
            (total.ascending, total.descending) = (ascending + file.tally.ascending, descending + file.tally.descending)
        }
    }
}

/// A record without an id, as it is kept until the quarantine file is written.
package struct QuarantineEntry: BitwiseCopyable, Sendable {
    package let packedPosition: UInt64
    package let length: Int
    /// Number of the block in its file, and line feeds before the record in it.
    package let block: Int32
    package let line: Int32
    package let reason: IrregularRecord.Reason

    /// Where the record lies.
    package var position: RecordPosition { RecordPosition(packed: packedPosition) }
}

/// The events themselves, one a line.
struct LineForm: ExportForm {
    /// Those the source writes.
    let digits: Int

    func beginning(count: Int) -> String { "" }

    func text(of record: SIEMRecord, isLast: Bool) -> String { record.restamped + "\n" }
}

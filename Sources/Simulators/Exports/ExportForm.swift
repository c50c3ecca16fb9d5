/// How one kind of export writes its records, piece by piece.
protocol ExportForm {
    /// Fraction digits of the times by which the export's records are dated.
    var digits: Int { get }

    /// What comes before the records.
    func beginning(count: Int) -> String
    /// One record with what parts it from the next.
    func text(of record: SIEMRecord, isLast: Bool) -> String
    /// What comes after the records.
    func ending(count: Int) -> String
}

extension ExportForm {
    func ending(count: Int) -> String { "" }
}

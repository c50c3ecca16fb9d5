import AuditModel
import ByteScan
import ExportReaders

/// Which fields of the authority's records are looked at to say why events are missing.
///
/// An object, so that looking at a record costs no copy of it.
final class FactPlan: Sendable {
    /// A preset column with its fields' numbers in the plan, to be tried in order.
    struct Column: Sendable {
        let name: PresetColumn
        let fields: [Int]
    }

    /// The file with the fields of single events; and with those alone that every event is read for.
    let detailed: RecordFile
    let brief: RecordFile
    let columns: [Column]
    /// The field that says when the event became available.
    let available: Int?

    /// Adds fields to an examined file's plan.
    init(_ examined: ExaminedFile, availablePath: String?) {
        var (detailed, brief) = (examined.file, examined.file)
        let columns = examined.choice.preset?.columns ?? [:]
        func fields(_ column: PresetColumn, _ file: inout RecordFile) -> [Int] {
            var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv, plan: file.plan)
            return (columns[column] ?? []).compactMap { builder.addField($0, to: &file.plan) }
        }
        self.columns = PresetColumn.allCases.compactMap { column in
            let numbers = fields(column, &detailed)
            return numbers.isEmpty ? nil : Column(name: column, fields: numbers)
        }
        let folds = [PresetColumn.user, .operation].map { fields($0, &brief) }
        if folds.allSatisfy({ !$0.isEmpty }) { brief.plan.folds = folds }
        // What sets records aside costs nothing more; conditions that were only counted are not needed again.
        (brief.plan.watches, brief.plan.acceptances) = ([], [])
        var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv, plan: detailed.plan)
        // A path that cannot be parsed names no field of the records.
        let path = examined.choice.available ?? availablePath.flatMap { try? FieldPath(parsing: $0) }
        available = path.flatMap { builder.addField($0, to: &detailed.plan) }
        detailed.plan.folds =
            brief.plan.folds.isEmpty ? [] : [PresetColumn.user, .operation].map { fields($0, &detailed) }
        // Fields to match by keep a look at the record from ending once its id and time are found.
        detailed.plan.matchFields += self.columns.flatMap(\.fields) + (available.map { [$0] } ?? [])
        self.detailed = detailed
        self.brief = brief
    }

    /// The fields of a column; empty where there are none.
    func fields(_ name: PresetColumn) -> [Int] { columns.first { $0.name == name }?.fields ?? [] }
}

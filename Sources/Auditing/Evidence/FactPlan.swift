import AuditModel
import ByteScan
import ExportReaders

/// Which fields of the authority's records are looked at to say why events are missing.
///
/// An object, so that looking at a record costs no copy of it.
final class FactPlan: Sendable {
    /// A preset column, by its place among all, with its fields' numbers in the plan, to be tried in order.
    struct Column: Sendable {
        let place: Int
        let fields: [Int]
    }

    /// The file with all fields that are looked at; and with those alone by which a store may fold events into one.
    let detailed: RecordFile
    let brief: RecordFile
    let columns: [Column]
    /// The fields of the column of addresses, and of users.
    let addresses: [Int]
    let users: [Int]
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
        self.columns = PresetColumn.allCases.enumerated().compactMap { place, column in
            let numbers = fields(column, &detailed)
            return numbers.isEmpty ? nil : Column(place: place, fields: numbers)
        }
        (addresses, users) = (fields(.address, &detailed), fields(.user, &detailed))
        let folds = [PresetColumn.user, .operation].map { fields($0, &brief) }
        if folds.allSatisfy({ !$0.isEmpty }) { brief.plan.folds = folds }
        var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv, plan: detailed.plan)
        // A path that cannot be parsed names no field of the records.
        let path = examined.choice.available ?? availablePath.flatMap { try? FieldPath(parsing: $0) }
        available = path.flatMap { builder.addField($0, to: &detailed.plan) }
        // Fields to match by keep a look at the record from ending once its id and time are found.
        detailed.plan.matchFields += self.columns.flatMap(\.fields) + (available.map { [$0] } ?? [])
        self.detailed = detailed
        self.brief = brief
    }

    /// Whether it is known what a store may fold events by.
    var hasFolds: Bool { !brief.plan.folds.isEmpty }
}

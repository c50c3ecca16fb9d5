import AuditModel
import ByteScan
import ExportReaders
import Recordings

/// The files of a side as they are read when a field of each record says when it became available.
struct AvailabilityFields {
    /// In the order of the side's files; the time of their records is when they became available, and files without
    /// such a field have no times.
    let files: [RecordFile]
    /// Whether any file has such a field.
    let areThere: Bool

    /// - Parameter path: leads from a file to the field, if it has one.
    init(_ prepared: PreparedSide, path: (ExaminedFile) -> FieldPath?) {
        var areThere = false
        files = prepared.examined.enumerated().map { index, examined in
            var file = examined.file
            var builder = PlanBuilder(header: examined.header, isCSV: examined.layout == .csv, plan: file.plan)
            let field = path(examined).flatMap { builder.addField($0, to: &file.plan) }
            file.plan.times = field.map { [.init(field: $0, reader: TimestampReader(zone: .utc))] } ?? []
            (file.plan.acceptances, file.plan.watches) = ([], [])
            file.planNumber = index
            areThere = areThere || field != nil
            return file
        }
        self.areThere = areThere
    }

    /// The field that the file's preset or its recording names.
    static func available(_ prepared: PreparedSide) -> AvailabilityFields {
        AvailabilityFields(prepared) { examined in
            let named = prepared.recordings[examined.file.path]?.description.paths.available
            // A path that cannot be parsed names no field of the records.
            return examined.choice.available ?? named.flatMap { try? FieldPath(parsing: $0) }
        }
    }
}

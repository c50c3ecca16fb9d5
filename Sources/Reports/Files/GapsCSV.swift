package import AuditModel
package import FileAccess

/// `gaps.csv`: one row a gap, in the order of the report.
package enum GapsCSV {
    /// Writes the whole file into the run's folder and describes it; `records` counts rows without the header.
    package static func write(_ gaps: [Gap], in folder: RunFolder) throws(FileFailure) -> AuditReport.DataFile {
        let file = try folder.file("gaps.csv")
        try file.write("gap,from,to,missing,of,scope,cause,confidence\r\n")
        for gap in gaps {
            try file.write(row(gap))
            file.endRecord()
        }
        return .init(role: "gaps", try file.finish())
    }

    private static func row(_ gap: Gap) -> String {
        let scope = gap.scope.map { $0.field + "=" + $0.value }.joined(separator: ";")
        let cells = [
            String(gap.id), gap.from.map(InstantText.rfc3339) ?? "", gap.to.map(InstantText.rfc3339) ?? "",
            String(gap.missing), String(gap.of), Escaping.csvCell(scope), Escaping.csvCell(gap.cause?.code ?? ""),
            Escaping.csvCell(gap.cause?.confidence ?? ""),
        ]
        return cells.joined(separator: ",") + "\r\n"
    }
}

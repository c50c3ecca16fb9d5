package import AuditModel
package import FileAccess

/// Writes what closes a run: each format's file, and last the manifest that vouches for all of them.
package enum ReportFiles {
    /// Writes the report in every format that has a file, then `manifest.json`.
    ///
    /// - Parameters:
    ///   - report: complete, its data files listed in `files`.
    ///   - evidence: what the page shows beyond the report.
    ///   - manifest: with run id, inputs and settings; data files and reports are added here.
    /// - Returns: the manifest as written.
    package static func write(
        _ report: AuditReport, evidence: ReportEvidence = ReportEvidence(), manifest: RunManifest,
        presentation: Presentation, in folder: RunFolder
    ) throws(FileFailure) -> RunManifest {
        var manifest = manifest
        manifest.files = report.files
        for writer in ReportFormats.all {
            guard let name = writer.fileName else { continue }
            let file = try folder.file(name)
            try file.write(writer.text(of: report, in: presentation))
            manifest.files.append(.init(role: "report", try file.finish()))
        }
        // The page comes last: it lists the other files.
        let page = try folder.file(HTMLReport.fileName)
        try page.write(HTMLReport.text(of: report, evidence: evidence, manifest: manifest, in: presentation))
        manifest.files.append(.init(role: "report", try page.finish()))
        try folder.commit()
        let file = try folder.file("manifest.json")
        try file.write(manifest.json.text(pretty: true) + "\n")
        _ = try file.finish()
        try folder.commit()
        return manifest
    }
}

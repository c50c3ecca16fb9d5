import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile
import Reports

/// Writes `quarantine.ndjson`, and a finding for each record that could not be identified.
struct QuarantineLists {
    let writer: RunWriter
    let findings: FindingsSorter

    /// Goes through both sides' records in order of position.
    func write() throws -> AuditReport.DataFile {
        let file = try QuarantineFile(in: writer.folder)
        for side in Side.allCases {
            let result = writer.found.sides[Int(side.rawValue)]
            let records = writer.records(of: side)
            try result.quarantine.forEach { entry in
                let place = entry.position
                let name = result.reading.files[place.file].name
                let before = result.reading.linesBefore[place.file]
                let line = entry.block < before.count ? before[entry.block] + entry.line + 1 : nil
                try records.withBytes(at: place) { record in
                    func write(_ record: Span<UInt8>) throws {
                        try file.write(
                            side: side, path: name, line: line, byte: place.offset, reason: entry.reason.rawValue,
                            record: record)
                    }
                    guard let pseudonyms = writer.pseudonyms else { return try write(record) }
                    // Nothing tells which part of such a record is a name.
                    try write(Array(pseudonyms.token(for: record.indices.map { record[$0] }).utf8).span)
                }
                let detail =
                    "\(side.word) \(name) line \(line.map(String.init) ?? "?") byte \(place.offset): \(entry.reason.rawValue)"
                try findings.add(.init(.unidentified, id: "", detail: detail), id: [])
            }
        }
        return try file.finish()
    }
}

package import AuditModel
package import FileAccess

/// `quarantine.ndjson`: records that could not be identified, with where they lie and how they begin.
package final class QuarantineFile {
    /// The most bytes of a record that are shown.
    package static let sampleBytes = 2 << 10

    private let file: AtomicFile

    /// Begins the file in the run's folder.
    package init(in folder: RunFolder) throws(FileFailure) { file = try folder.file("quarantine.ndjson") }

    /// Adds one record.
    ///
    /// - Parameters:
    ///   - path: the file it lies in.
    ///   - line: from 1; nil where lines mean nothing.
    ///   - byte: offset in the decompressed file, from 0.
    ///   - reason: a short code, such as `no-id` or `too-long`.
    ///   - record: its bytes; the first 2 KiB are kept, ill-formed UTF-8 as U+FFFD.
    package func write(
        side: Side, path: String, line: Int?, byte: Int, reason: String, record: Span<UInt8>
    ) throws(FileFailure) {
        let entry: JSONValue = [
            "side": .string(side.word), "file": .string(path), "line": .count(line), "byte": .integer(byte),
            "reason": .string(reason), "sample": .string(Self.sample(of: record)),
        ]
        try file.write(entry.text().replacingReplacementCharacters() + "\n")
        file.endRecord()
    }

    /// Completes the file and describes it.
    package func finish() throws(FileFailure) -> AuditReport.DataFile { .init(role: "quarantine", try file.finish()) }

    private static func sample(of record: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        for index in 0..<min(record.count, sampleBytes) { bytes.append(record[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// U+FFFD written as `\ufffd`, so that it can be told from nothing at all in any editor.
    fileprivate func replacingReplacementCharacters() -> String {
        guard unicodeScalars.contains("\u{FFFD}") else { return self }
        return split(separator: "\u{FFFD}", omittingEmptySubsequences: false).joined(separator: "\\ufffd")
    }
}

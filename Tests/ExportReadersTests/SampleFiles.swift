import ByteScan
import ExportReaders
import Foundation

/// Cuts files that lie beside the package into samples, plainly.
enum SampleFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data").standardizedFileURL

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func files(in folderName: String, ending: String) -> [String] {
        let all = FileManager.default.subpaths(atPath: folder.appendingPathComponent(folderName).path) ?? []
        return all.filter { $0.hasSuffix(ending) }.sorted().map { folderName + "/" + $0 }
    }

    static func sample(_ path: String) throws -> FileSample {
        sample(try bytes(path), name: String(path.split(separator: "/").last ?? ""))
    }

    static func sample(_ bytes: [UInt8], name: String) -> FileSample {
        if CSVDelimiter.looksLikeCSV(head: bytes, isWholeFile: true),
            let dialect = CSVDialect.detect(head: bytes)
        {
            let rows = CSVRows.sample(of: TextEncoding.utf8(bytes), dialect: dialect, limit: 500, isWholeFile: true)
            return FileSample(records: .rows(dialect.header, rows), layout: .csv, fileName: name)
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var values: [JSONTree] = []
        var position = start
        while let (value, end) = try? JSONTree.next(in: bytes, from: position) {
            values.append(value)
            position = end
        }
        return sample(values, name: name)
    }

    private static let envelopes = ["value", "Records", "expected", "events", "results", "items", "Events", "entries"]

    private static func sample(_ values: [JSONTree], name: String) -> FileSample {
        guard values.count == 1, let only = values.first else { return json(values, .lines, name) }
        if let elements = only.elements {
            if let frame = elements.first(where: { $0["TableKind"]?.text == "PrimaryResult" }) {
                return table(frame, columns: "Columns", name: "ColumnName", rows: "Rows", fileName: name)
            }
            return json(elements, .array, name)
        }
        if let tables = only["tables"]?.elements, let first = tables.first {
            return table(first, columns: "columns", name: "name", rows: "rows", fileName: name)
        }
        for key in envelopes {
            guard let elements = only[key]?.elements else { continue }
            return json(elements, .envelope(key), name)
        }
        if let hits = only["hits"]?["hits"]?.elements { return json(hits, .envelope("hits.hits"), name) }
        return json(values, .lines, name)
    }

    private static func json(_ records: [JSONTree], _ layout: RecordLayout, _ name: String) -> FileSample {
        FileSample(records: .json(records.prefix(500).map(\.compactBytes)), layout: layout, fileName: name)
    }

    private static func table(
        _ table: JSONTree, columns: String, name: String, rows: String, fileName: String
    ) -> FileSample {
        let names = (table[columns]?.elements ?? []).map { $0[name]?.text ?? "" }
        let cells = (table[rows]?.elements ?? []).map { row in (row.elements ?? []).map { $0.scalarBytes ?? [] } }
        return FileSample(records: .rows(HeaderNames(cells: names), cells), layout: .table, fileName: fileName)
    }
}

extension SampleFiles {
    /// The rows of an array of flat objects, or of one, as names and values.
    static func rows(ofJSON bytes: [UInt8]) -> [[(name: [UInt8], value: [UInt8])]]? {
        guard let tree = try? JSONTree(parsing: bytes) else { return nil }
        return (tree.elements ?? [tree]).map { row in (row.members ?? []).map { ($0.name, $0.value.scalarBytes ?? []) }
        }
    }
}

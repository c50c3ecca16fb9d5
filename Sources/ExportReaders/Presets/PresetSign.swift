/// Something that can be seen in a record or file and tells one preset from another.
package enum PresetSign: Hashable, Sendable {
    /// At least one of the fields or columns is there, even if empty.
    case anyOf([FieldPath])
    /// The field's value is one of these, capital letters aside.
    case value(FieldPath, [String])
    /// The field's value looks like that.
    case shape(FieldPath, Shape)
    /// A column's name begins with the text, capital letters aside.
    case columnBegins([String])
    /// The file's name contains one of the texts, capital letters aside.
    case fileName([String])
    /// The records lie in the file like that.
    case layout([RecordLayout])

    /// Forms of values.
    package enum Shape: Hashable, Sendable {
        /// `Nov 14, 2026 @ 02:00:00.000`
        case kibanaTime
        /// `11/14/2026 2:00:00.000 am`
        case slashedTime
    }

    /// A field or column that must be there.
    static func has(_ path: FieldPath) -> PresetSign { .anyOf([path]) }

    func under(_ prefix: FieldPath) -> PresetSign {
        switch self {
        case .anyOf(let paths): .anyOf(paths.map { prefix.appending($0) })
        case .value(let path, let values): .value(prefix.appending(path), values)
        case .shape(let path, let shape): .shape(prefix.appending(path), shape)
        case .columnBegins, .fileName, .layout: self
        }
    }
}

/// How the records lie in a file.
package enum RecordLayout: Hashable, Sendable {
    /// A JSON value a line.
    case lines
    /// JSON values one after another, each over any number of lines.
    case concatenated
    /// One JSON array.
    case array
    /// An array under a key of one JSON object, as most services answer; the key is `value`, `Records`, `hits.hits`.
    case envelope(String)
    /// Rows under named columns, as Azure Monitor and Kusto answer.
    case table
    /// Comma-, semicolon- or tab-separated rows below a header.
    case csv
    /// Lines of text with JSON behind a prefix.
    case text

    /// What `inspect` calls it.
    package var title: String {
        switch self {
        case .lines: "NDJSON"
        case .concatenated: "JSON values one after another"
        case .array: "JSON array"
        case .envelope(let key): "JSON, records under \(key)"
        case .table: "JSON table of columns and rows"
        case .csv: "CSV"
        case .text: "text lines with JSON"
        }
    }
}

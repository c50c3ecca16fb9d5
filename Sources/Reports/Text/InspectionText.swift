package import AuditModel

/// What `inspect` prints about each file.
package enum InspectionText {
    /// For people: a paragraph a file.
    package static func human(_ files: [FileInspection], width: Int) -> String {
        files.map { lines($0, width: width).map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// A `file` line, and a line for each field and mark.
    package static func plain(_ files: [FileInspection]) -> String {
        var rows: [[String]] = []
        for file in files {
            rows.append([
                "file", file.path, file.format ?? "", file.preset ?? "", "records=\(file.records)",
                "unidentified=\(file.unidentified)", "untimed=\(file.untimed)", "truncated=\(file.truncated)",
                file.first.map(InstantText.rfc3339) ?? "", file.last.map(InstantText.rfc3339) ?? "",
            ])
            rows += file.fields.map { ["field", file.path, $0.role, $0.path, String($0.hits), String($0.of)] }
            rows += file.trust.map { ["trust", file.path, $0.code.rawValue, $0.effect.rawValue, $0.message] }
        }
        return rows.map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    /// One document.
    package static func json(_ files: [FileInspection]) -> String {
        let document: JSONValue = [
            "schema_version": .string("1.0"), "tool": ToolVersion.json, "files": .array(files.map(\.json)),
        ]
        return document.text(pretty: true) + "\n"
    }

    private static func lines(_ file: FileInspection, width: Int) -> [String] {
        let kind = [file.format ?? "format not recognised", file.preset].compactMap(\.self).joined(separator: ", ")
        var lines = [Escaping.terminal(file.path), "  is       " + Escaping.terminal(kind)]
        if let why = file.why { lines += TextLayout.paragraph("  because  ", Escaping.terminal(why), width: width) }
        lines.append("  holds    " + counts(file).joined(separator: ", "))
        if let first = file.first, let last = file.last {
            lines.append("  from     \(InstantText.rfc3339(first)) to \(InstantText.rfc3339(last))")
        }
        lines += file.fields.map { field in
            let share = Numerals.percentage(field.hits, of: field.of).map { " (\($0))" } ?? ""
            let hits = "\(Numerals.grouped(field.hits)) of \(Numerals.counted(field.of, "record"))\(share)"
            return "  " + TextLayout.left(field.role, 9) + Escaping.terminal(field.path) + "   in \(hits)"
        }
        for role in ["id", "time"] where !file.fields.contains(where: { $0.role == role && $0.hits > 0 }) {
            lines.append("  " + TextLayout.left(role, 9) + "not found")
        }
        lines += file.trust.flatMap { mark in
            TextLayout.paragraph(
                "  mark     ", "\(mark.code.rawValue): \(Escaping.terminal(mark.message))", width: width)
        }
        return lines
    }

    private static func counts(_ file: FileInspection) -> [String] {
        let rest = [
            (file.unidentified, "without an id"), (file.untimed, "without a time"), (file.truncated, "cut short"),
        ]
        return [Numerals.counted(file.records, "record")]
            + rest.filter { $0.0 > 0 }.map { "\(Numerals.grouped($0.0)) \($0.1)" }
    }
}

extension FileInspection {
    fileprivate var json: JSONValue {
        [
            "path": .string(path), "format": .text(format), "preset": .text(preset), "why": .text(why),
            "usable": .bool(isUsable), "records": .integer(records), "unidentified": .integer(unidentified),
            "untimed": .integer(untimed), "truncated": .integer(truncated), "first": .instant(first),
            "last": .instant(last),
            "fields": .array(
                fields.map { field in
                    [
                        "role": .string(field.role), "path": .string(field.path), "hits": .integer(field.hits),
                        "of": .integer(field.of),
                    ]
                }),
            "trust": .array(trust.map(\.json)), "problems": .array(problems.map(\.json)),
        ]
    }
}

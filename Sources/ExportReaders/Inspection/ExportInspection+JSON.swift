package import AuditModel

extension ExportInspection {
    /// The facts as JSON; what is not known is null.
    package var json: JSONValue {
        [
            "path": .string(path),
            "bytes": .count(bytes),
            "compressed": .bool(isCompressed),
            "refused": .text(refusal),
            "format": .text(layout?.title),
            "encoding": .string(encoding.rawValue),
            "csv": dialect.map(Self.json) ?? .null,
            "fields": choice.map(Self.json) ?? .null,
            "counts": counts.map(Self.json) ?? .null,
            "first": .instant(first),
            "last": .instant(last),
            "marks": .array(allMarks.map(Self.json)),
            "problems": .array(problems.map(Self.json)),
            "usable": .bool(isUsable),
        ]
    }

    private static func json(_ dialect: CSVDialect) -> JSONValue {
        [
            "delimiter": .string(dialect.delimiterName),
            "row_ending": .string(dialect.rowEnding.rawValue),
            "byte_order_mark": .bool(dialect.hasByteOrderMark),
            "separator_line": .bool(dialect.hasSeparatorLine),
            "type_line": .text(dialect.typeLine),
            "columns": .array(dialect.header.names.map { .string($0) }),
        ]
    }

    private static func json(_ choice: FieldChoice) -> JSONValue {
        [
            "preset": .text(choice.preset?.name),
            "guessed": .bool(choice.isGuess),
            "confirm": .text(choice.confirmation),
            "sampled": .integer(choice.sampled),
            "broken": .integer(choice.broken),
            "identified": .integer(choice.identified),
            "distinct": .integer(choice.distinct),
            "ids": .array(choice.ids.map { json($0.field.paths, $0.found, $0.of) }),
            "times": .array(choice.times.map { json([$0.field.path], $0.found, $0.of) }),
            "zone": .text(choice.zone.name),
            "zone_reason": .string(choice.zone.reason),
            "scope": .text(choice.scope?.name),
            "available": .text(choice.available?.description),
            "ingested": .text(choice.ingested?.description),
            "match": .array(choice.match.map { .string($0.description) }),
            "also_fits": .array(choice.rivals.map { .string($0.name) }),
            "reasons": .array(choice.reasons.map { .string($0) }),
        ]
    }

    private static func json(_ paths: [FieldPath], _ found: Int, _ of: Int) -> JSONValue {
        [
            "paths": .array(paths.map { .string($0.description) }), "found": .integer(found), "of": .integer(of),
        ]
    }

    private static func json(_ counts: Counts) -> JSONValue {
        [
            "records": .integer(counts.records), "identified": .integer(counts.identified),
            "distinct": .integer(counts.distinct), "untimed": .integer(counts.untimed),
            "truncated": .integer(counts.truncated),
        ]
    }

    private static func json(_ mark: FieldChoice.Mark) -> JSONValue {
        [
            "code": .string(mark.code.rawValue), "message": .string(mark.message),
            "effect": .string(mark.effect.rawValue),
        ]
    }

    private static func json(_ problem: Problem) -> JSONValue {
        [
            "severity": .string(problem.severity.rawValue), "code": .string(problem.code),
            "what": .string(problem.what), "fix": .text(problem.fix),
        ]
    }
}

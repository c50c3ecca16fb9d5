import AuditModel

extension ConfigurationSchema {
    /// A member of `audits`.
    static var audit: JSONValue {
        closed(sides + window + comparison + run, required: ["source", "siem"])
    }

    /// An item of `watch`.
    static var watch: JSONValue {
        closed(
            [.init("name", described("string", "What is watched.")), .init("where", reference("where"))],
            required: ["name", "where"])
    }

    /// An item of `accept`.
    static var acceptance: JSONValue {
        closed(
            [
                .init("where", reference("where")), .init("from", instant), .init("to", instant),
                .init("reason", described("string", "Why this may be missing.")),
                .init("owner", described("string", "Who decided it.")), .init("until", instant),
            ], required: ["reason", "owner", "until"])
    }

    private static var sides: [JSONValue.Member] {
        let sides = ["source", "siem"].flatMap { side -> [JSONValue.Member] in
            [
                .init(side, texts), .init(side + "_format", described("string", "Format or preset of the files.")),
                .init(side + "_id", texts), .init(side + "_time", described("string", "Field path of the event time.")),
                .init(side + "_zone", described("string", "Zone of times that name none.")),
            ]
        }
        return sides
    }

    private static var window: [JSONValue.Member] {
        [.init("from", instant), .init("to", instant), .init("last", duration), .init("settle", duration)]
    }

    private static var comparison: [JSONValue.Member] {
        let tolerance: JSONValue = [
            "anyOf": .array([
                ["type": .string("integer"), "minimum": .integer(0)],
                pattern("^[0-9]{1,18}(ppm)?$", "events, or events per million as 20ppm"),
            ])
        ]
        return [
            .init("where", reference("where")), .init("match", texts), .init("time_tolerance", duration),
            .init("tolerance", tolerance),
            .init("expect_empty", described("boolean", "An authority without events is not suspicious.")),
            .init("exit_zero_on_gaps", described("boolean", "Exit with 0 instead of 1 when events are missing.")),
            .init("watch", list(reference("watch"))), .init("accept", list(reference("accept"))),
        ]
    }

    private static var run: [JSONValue.Member] {
        [
            .init("pulls", ["type": .string("integer"), "minimum": .integer(1)]), .init("memory", size),
            .init("no_input_digest", described("boolean", "Leave the inputs' SHA-256 out of the manifest.")),
            .init("redact", described("boolean", "Replace users, addresses and names by tokens.")),
        ]
    }
}

import AuditModel

extension HTMLPage {
    /// Audits of the same sides, if others lie beside this one.
    var history: String {
        let runs = runs
        guard runs.count > 1 else {
            return Self.paragraph(
                "No earlier audit of these two sides lies beside this one; the next one has this to compare with.")
        }
        return TrendChart(runs: runs, tolerance: tolerancePerMillion).html
    }

    private var tolerancePerMillion: Double? {
        let text = presentation.tolerance
        if text.hasSuffix("ppm") { return Double(text.dropLast(3)) }
        guard let count = Double(text), report.authority.events > 0 else { return nil }
        return count / Double(report.authority.events) * 1_000_000
    }

    /// Sides, limits, what was not covered, exceptions, settings and their origin.
    var method: String {
        Self.paragraph(
            "Events are compared by id; repeats are counted apart on both sides. An event counts as missing only where the "
                + "SIEM is known to be whole. \(window) Written by siemgap \(Escaping.html(ToolVersion.version)).")
            + sides + notCovered + trust + exceptions + problems + inputs + settings
    }

    private var window: String {
        guard let from = report.window.from, let to = report.window.to else { return "No event has a time." }
        let settled = report.window.settledThrough.map { " settled through \(InstantText.rfc3339($0))" } ?? ""
        return "Window \(InstantText.rfc3339(from)) to \(InstantText.rfc3339(to)), its end excluded;\(settled) "
            + "(\(report.window.settledBy.rawValue)). \(Numerals.grouped(report.audited.slicesWhole)) of "
            + "\(Numerals.counted(report.audited.slices, "slice")) are whole."
    }

    private var sides: String {
        let numbers: [(String, KeyPath<AuditReport.SideSummary, Int>)] = [
            ("records", \.records), ("events", \.events), ("repeats", \.repeats), ("filtered out", \.filtered),
            ("without an id", \.unidentified), ("outside the window", \.outsideWindow),
            ("conflicting", \.conflicting), ("without a time", \.untimed), ("cut", \.truncated),
        ]
        let pair = [report.authority, report.siem]
        let rows =
            [["kind"] + pair.map { Escaping.html($0.kind, most: 120) }]
            + numbers.map { name, path in [name] + pair.map { Numerals.grouped($0[keyPath: path]) } }
            + [
                ["first event"] + pair.map { Self.instant($0.first) },
                ["last event"] + pair.map { Self.instant($0.last) },
            ]
        var table = HTMLTable(
            "The two sides",
            [
                .init("<span class=\"hide\">figure</span>"),
                .init("authority: " + Escaping.html(report.authority.name, most: 120), .number),
                .init("SIEM: " + Escaping.html(report.siem.name, most: 120), .number),
            ], rows)
        table.isSortable = false
        return table.html
    }

    private var notCovered: String {
        let parts = report.audited.unknown
        guard !parts.isEmpty else { return Self.paragraph("Nothing of the window was left out.") }
        let rows = parts.prefix(200).map { part in
            [
                part.side.word, Self.instant(part.from), Self.instant(part.to),
                part.scope.map { Escaping.html($0.value, most: 80) } ?? "all", Self.code(part.reason, most: 60),
                Escaping.html(part.detail, most: 200),
            ]
        }
        return HTMLTable(
            "What was not covered",
            [
                .init("side"), .init("from", .exact), .init("to", .exact), .init("scope"), .init("reason"),
                .init("detail"),
            ], Array(rows), note: HTMLTable.cut(rows.count, of: parts.count, all: "report.json")
        ).html
    }

    private var trust: String {
        HTMLTable(
            "Marks on what was read", [.init("side"), .init("mark"), .init("effect"), .init("what was seen")],
            report.trust.prefix(200).map {
                [$0.side.word, Self.code($0.code.rawValue), $0.effect.rawValue, Escaping.html($0.message)]
            }, note: HTMLTable.cut(min(200, report.trust.count), of: report.trust.count, all: "report.json")
        ).html
    }

    private var exceptions: String {
        let watched = HTMLTable(
            "Watched kinds of events", [.init("kind"), .init("missing", .number)],
            report.watched.prefix(200).map { [Escaping.html($0.name, most: 120), Numerals.grouped($0.missing)] })
        let accepted = HTMLTable(
            "Accepted exceptions", [.init("exception"), .init("from")],
            manifest.settings.filter { $0.name == "accept" }.prefix(100).map {
                [Escaping.html($0.value), Escaping.html($0.origin, most: 120)]
            })
        return watched.html + accepted.html
    }

    private var problems: String {
        HTMLTable(
            "Messages of the run", [.init("code"), .init("what"), .init("means"), .init("effect"), .init("fix")],
            report.problems.prefix(200).map { problem in
                [Self.code(problem.code, most: 60)]
                    + [problem.what, problem.means ?? "", problem.effect ?? "", problem.fix ?? ""].map {
                        Escaping.html($0, most: 240)
                    }
            }, note: HTMLTable.cut(min(200, report.problems.count), of: report.problems.count, all: "report.json")
        ).html
    }

    private var inputs: String {
        HTMLTable(
            "What was read",
            [
                .init("file", .exact), .init("side"), .init("records", .number), .init("bytes", .number),
                .init("SHA-256", .exact),
            ],
            manifest.inputs.prefix(200).map {
                [
                    Escaping.html($0.path, most: 160), $0.side.word, Numerals.grouped($0.records),
                    Self.number($0.bytes),
                    $0.sha256 ?? "not computed",
                ]
            }, note: HTMLTable.cut(min(200, manifest.inputs.count), of: manifest.inputs.count, all: "manifest.json")
        ).html
    }

    private var settings: String {
        HTMLTable(
            "Settings and where each came from", [.init("setting"), .init("value", .exact), .init("from")],
            manifest.settings.prefix(200).map {
                [
                    Escaping.html($0.name, most: 60), Escaping.html($0.value, most: 200),
                    Escaping.html($0.origin, most: 120),
                ]
            }, note: HTMLTable.cut(min(200, manifest.settings.count), of: manifest.settings.count, all: "manifest.json")
        ).html
    }

    /// The run's other files.
    var files: String {
        let table = HTMLTable(
            "Files of this run",
            [.init("file", .exact), .init("records", .number), .init("bytes", .number), .init("SHA-256", .exact)],
            manifest.files.map {
                [
                    Escaping.html($0.path, most: 120), $0.role == "report" ? "" : Numerals.grouped($0.records),
                    Numerals.grouped($0.bytes),
                    Escaping.html($0.sha256, most: 64),
                ]
            })
        return table.html
            + Self.paragraph(
                "To check them, run \(Self.code("sha256sum *")) in the run’s folder and compare with this table or with "
                    + "\(Self.code("manifest.json")), which also has this page’s digest.")
    }
}

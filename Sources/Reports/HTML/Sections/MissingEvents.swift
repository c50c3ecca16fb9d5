import AuditModel

/// The section of missing events: rows that can be filtered and sorted, each with its record as text.
struct MissingEvents {
    /// The most bytes of records' text in a page.
    static let mostText = 4_000_000

    let page: HTMLPage
    private var events: [ShownEvent] { page.evidence.missing }

    /// The section, its rows within `room` bytes; rows come in order of time.
    func html(room: Int) -> String {
        let all = page.report.counts.missing
        guard all > 0 else { return HTMLPage.paragraph("No event is known to be missing.") }
        guard !events.isEmpty else {
            return HTMLPage.paragraph("The \(Numerals.counted(all, "missing event")) are in missing.ndjson.")
        }
        let columns = usedColumns
        var table = HTMLTable("Missing events, as the authority gave them", heads(columns), [])
        table.namesRows = false
        table.id = "events"
        let sorted = events.enumerated().sorted {
            ($0.element.time ?? .max, $0.offset) < ($1.element.time ?? .max, $1.offset)
        }
        var (body, text, shown) = ("", min(Self.mostText, room), 0)
        var left = room - sorted.count * 900
        for (_, event) in sorted {
            // Escaped it is no shorter.
            let json = event.json.utf8.count <= min(text, left) ? Self.record(event) : ""
            let fits = !json.isEmpty && json.utf8.count <= min(text, left)
            let line = table.line(cells(event, columns, json: fits ? json : Self.without(event)))
            guard body.utf8.count + line.utf8.count <= room else { break }
            if fits {
                text -= json.utf8.count
                left -= json.utf8.count
            }
            body += line
            shown += 1
        }
        return head(shown: shown, of: all) + controls + table.opening + body + table.closing
    }

    private func head(shown: Int, of all: Int) -> String {
        let cut =
            shown < all
            ? "<b>\(Numerals.grouped(shown)) of \(Numerals.grouped(all)) shown; all in missing.ndjson.</b> They are spread "
                + "evenly over each gap, at least 20 of each where there is room."
            : "All \(Numerals.grouped(all)) are shown; missing.ndjson holds them too."
        return HTMLPage.paragraph(
            cut + " A record opens as text; of one longer than 16 KiB the beginning is shown with its size and SHA-256."
        )
    }

    /// The page's script shows them; without it they would do nothing.
    private var controls: String {
        let gaps = Set(events.compactMap(\.gap)).sorted()
        let choices = gaps.map { "<option value=\"\($0)\">gap \($0)</option>" }.joined()
        return """
            <div class="controls" id="filters" hidden>
            <label>Text <input type="search" id="filter-text" autocomplete="off"></label>
            <label>Gap <select id="filter-gap"><option value="">all</option>\(choices)<option value="-">in no gap</option></select></label>
            <output id="filter-count" for="filter-text filter-gap"></output>
            </div>

            """
    }

    // MARK: Rows

    private var usedColumns: [String] {
        var names: [String] = []
        for event in events {
            for value in event.values where !names.contains(value.column) { names.append(value.column) }
        }
        return names
    }

    private func heads(_ columns: [String]) -> [HTMLTable.Column] {
        [.init("line", .number), .init("time", .exact), .init("gap", .number)]
            + columns.map { .init(Escaping.html($0, most: 40)) } + [.init("id", .exact), .init("record")]
    }

    private func cells(_ event: ShownEvent, _ columns: [String], json: String) -> [String] {
        [
            String(event.line), HTMLPage.instant(event.time), event.gap.map(String.init) ?? "",
        ] + columns.map { Escaping.html(event.value($0), most: 60) } + [Escaping.html(event.id, most: 60), json]
    }

    private static func record(_ event: ShownEvent) -> String {
        let all = event.json.utf8.count
        let isCut = event.bytes > all
        let size = isCut ? "\(Numerals.bytes(all)) of \(Numerals.bytes(event.bytes))" : Numerals.bytes(event.bytes)
        let digest = event.sha256.map {
            "<p>SHA-256 of all \(Numerals.grouped(event.bytes)) bytes: <code>\($0)</code></p>"
        }
        return "<details class=\"record\"><summary>\(size)</summary>\(isCut ? digest ?? "" : "")<pre>"
            + "\(Escaping.markup(event.json))</pre></details>"
    }

    private static func without(_ event: ShownEvent) -> String {
        "\(Numerals.bytes(event.bytes)), not shown: the room for records is used up"
    }
}

import AuditModel
import ByteScan

extension JournalEntry {
    /// Reads one line; nil when it is not whole or not one of ours.
    init?(line: [UInt8]) {
        guard let tree = try? JSONTree(parsing: line) else { return nil }  // a torn line, which ends a journal
        if let begin = tree["begin"] {
            guard let header = RecordingHeader(begin) else { return nil }
            self = .begin(header)
            return
        }
        if let milliseconds = tree["clock_offset_ms"]?.number {
            self = .clock(milliseconds: milliseconds)
            return
        }
        guard let slice = tree["slice"]?.number else { return nil }
        if let ask = tree["ask"] {
            guard let question = RecordedSlice.Question(ask) else { return nil }
            self = .ask(slice: slice, question)
        } else if let end = tree["end"] {
            guard let outcome = end["outcome"]?.text.flatMap(RecordingDescription.Slice.Outcome.init) else {
                return nil
            }
            var ending = RecordedSlice.End(outcome, end["reason"]?.text, detail: end["detail"]?.text)
            ending.requests = end["requests"]?.number ?? 0
            ending.retries = end["retries"]?.number ?? 0
            // An instant that cannot be read is one that was not stated.
            ending.asked = try? RecordingReader(tree: end, place: "").instant(end["asked"], "asked")
            self = .end(slice: slice, ending, sha256: end["sha256"]?.text)
        } else if tree["rewind"] != nil {
            self = .rewind(slice: slice)
        } else if tree["drop"] != nil {
            self = .drop(slice: slice)
        } else if tree["reopen"] != nil {
            self = .reopen(slice: slice)
        } else {
            guard let page = Page(slice, tree) else { return nil }
            self = .page(page)
        }
    }
}

extension JournalEntry.Page {
    fileprivate init?(_ slice: Int, _ tree: JSONTree) {
        guard let page = tree["page"]?.number, let offset = tree["offset"]?.number, offset >= 0,
            let bytes = tree["bytes"]?.number, bytes >= 0, let records = tree["records"]?.number, records >= 0
        else { return nil }
        self.slice = slice
        self.page = page
        self.offset = offset
        self.bytes = bytes
        self.records = records
        cursor = tree["cursor"]?.text
        sha256 = tree["sha256"]?.text
        stampsEnd = tree["stamps"]?.number ?? 0
        expected = tree["expected"]?.number
        if let flaw = tree["flaw"], let reason = flaw["reason"]?.text {
            self.flaw = RecordedPage.Flaw(reason, flaw["detail"]?.text ?? "")
        }
    }
}

extension RecordingHeader {
    fileprivate init?(_ tree: JSONTree) {
        let reader = RecordingReader(tree: tree, place: "")
        // A first line that cannot be read is no journal of ours, whatever is wrong with it.
        guard let side = try? reader.side(), let paths = try? reader.paths(),
            let window = try? reader.window(tree["window"]),
            let asked = try? reader.instant(tree["asked"]?["first"], "asked.first")
        else { return nil }
        self.init(
            side: side, name: tree["name"]?.text ?? "", type: tree["type"]?.text ?? "", window: window, paths: paths,
            firstAsked: asked)
        hosts = tree["hosts"]?.elements?.compactMap(\.text) ?? []
        settings = tree["settings"].map(JSONValue.init) ?? .object([])
    }
}

extension RecordedSlice.Question {
    fileprivate init?(_ tree: JSONTree) {
        let reader = RecordingReader(tree: tree, place: "")
        guard let axis = tree["axis"]?.text.flatMap(RecordingDescription.Slice.Axis.init) else { return nil }
        let scope = tree["scope"]?.members?.first.map { member in
            Scope(field: String(decoding: member.name, as: UTF8.self), value: member.value.text ?? "")
        }
        // A window that cannot be read is one that was not stated: then the slice is asked for anew.
        let window = try? reader.window(tree.members.map { _ in tree })
        self.init(scope: scope, axis: axis, window: window, pageSize: tree["page_size"]?.number)
    }
}

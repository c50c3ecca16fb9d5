import AuditModel

/// One line of `journal.ndjson`.
///
/// Pages are the contract's lines, with what is needed to go on; the other kinds say which questions there are, how they
/// ended, and which pages no longer count.
enum JournalEntry: Sendable {
    /// The first line.
    case begin(RecordingHeader)
    /// The service's clock minus this machine's, as a run measured it.
    case clock(milliseconds: Int)
    case ask(slice: Int, RecordedSlice.Question)
    case page(Page)
    /// The slice begins anew; the bytes of its pages no longer count.
    case rewind(slice: Int)
    /// The slice is no more, nor are its pages.
    case drop(slice: Int)
    /// A slice that had ended goes on.
    case reopen(slice: Int)
    case end(slice: Int, RecordedSlice.End, sha256: String?)

    /// A page that lies in records.ndjson.
    struct Page: Hashable, Sendable {
        var slice: Int
        /// Number in its slice, from 1.
        var page: Int
        /// Where it lies in records.ndjson.
        var offset: Int
        var bytes: Int
        var records: Int
        var cursor: String?
        /// Of its bytes; nil for one taken over from a finished recording.
        var sha256: String?
        /// Length of stamps.ndjson with this page's stamps.
        var stampsEnd: Int
        var expected: Int?
        var flaw: RecordedPage.Flaw?
    }

    /// The line, its line feed included.
    var line: String { json.text() + "\n" }

    private var json: JSONValue {
        switch self {
        case .begin(let header): ["begin": header.json]
        case .clock(let milliseconds): ["clock_offset_ms": .integer(milliseconds)]
        case .ask(let slice, let question): ["slice": .integer(slice), "ask": question.json]
        case .page(let page): page.json
        case .rewind(let slice): ["slice": .integer(slice), "rewind": .bool(true)]
        case .drop(let slice): ["slice": .integer(slice), "drop": .bool(true)]
        case .reopen(let slice): ["slice": .integer(slice), "reopen": .bool(true)]
        case .end(let slice, let end, let sha256):
            [
                "slice": .integer(slice),
                "end": [
                    "outcome": .string(end.outcome.rawValue), "reason": .text(end.reason),
                    "detail": .text(end.detail), "requests": .integer(end.requests),
                    "retries": .integer(end.retries), "asked": .instant(end.asked), "sha256": .text(sha256),
                ],
            ]
        }
    }
}

extension JournalEntry.Page {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("slice", .integer(slice)), .init("page", .integer(page)), .init("offset", .integer(offset)),
            .init("bytes", .integer(bytes)), .init("records", .integer(records)), .init("cursor", .text(cursor)),
            .init("sha256", .text(sha256)), .init("stamps", .integer(stampsEnd)),
        ]
        if let expected { members.append(.init("expected", .integer(expected))) }
        if let flaw {
            members.append(.init("flaw", ["reason": .string(flaw.reason), "detail": .string(flaw.detail)]))
        }
        return .object(members)
    }
}

extension RecordingHeader {
    fileprivate var json: JSONValue {
        [
            "side": .string(side.word), "name": .string(name), "type": .string(type),
            "hosts": .array(hosts.map { .string($0) }), "settings": settings, "tool": .string(ToolVersion.version),
            "window": .window(window), "asked": ["first": .instant(firstAsked)], "paths": paths.json,
        ]
    }
}

extension RecordedSlice.Question {
    fileprivate var json: JSONValue {
        [
            "scope": .scope(scope), "axis": .string(axis.rawValue), "from": .instant(window?.from),
            "to": .instant(window?.to), "page_size": .count(pageSize),
        ]
    }
}

import AuditModel
import ByteScan

/// The entries of one answer, whose streams are joined again by time.
struct LokiAnswer {
    /// One line of a stream.
    struct Entry: Hashable, Sendable {
        /// Nanoseconds since the Unix epoch.
        let time: Int64
        /// The labels as the answer writes them.
        let stream: JSONTree
        let line: [UInt8]
    }

    /// Oldest first.
    let entries: [Entry]
    /// How many were asked for.
    let limit: Int
    /// What the answer says about itself; nil for nothing.
    let warning: String?

    /// Takes an answer apart; nil when it is not one of streams.
    init?(_ body: JSONTree, limit: Int) {
        guard body["data"]?["resultType"]?.text == "streams", let streams = body["data"]?["result"]?.elements else {
            return nil
        }
        var entries: [Entry] = []
        for element in streams {
            guard let stream = element["stream"], let values = element["values"]?.elements else { return nil }
            for value in values {
                guard let pair = value.elements, pair.count >= 2, let time = pair[0].wholeNumber,
                    case .string(let line) = pair[1]
                else { return nil }
                entries.append(Entry(time: time, stream: stream, line: line))
            }
        }
        self.entries = entries.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        self.limit = limit
        let warnings = body["warnings"]?.elements?.compactMap(\.text) ?? []
        warning = warnings.isEmpty ? nil : AnswerFailure.words(Array(warnings.joined(separator: "; ").utf8))
    }

    /// Whether more may follow.
    var isFull: Bool { entries.count >= limit }
}

extension LokiAnswer.Entry {
    /// The entry as `logcli` writes it.
    var row: JSONTree {
        func member(_ name: String, _ value: JSONTree) -> JSONTree.Member {
            .init(name: Array(name.utf8), value: value)
        }
        return .object([
            member("labels", stream), member("line", .string(line)),
            member("timestamp", .string(Array(InstantText.rfc3339(time).utf8))),
        ])
    }

    /// What is kept of it.
    func event(_ text: EventText) -> StoredEvent {
        let reading = text.read(line)
        var event = StoredEvent()
        event.id = reading.id
        event.time = reading.time ?? String(time)
        event.length = line.count
        if text.isKept { event.text = line }
        event.isCut = reading.isCut
        event.place = (stream.members ?? []).map {
            .init(String(decoding: $0.name, as: UTF8.self), .string($0.value.text ?? ""))
        }
        return event
    }
}

package import ByteScan

/// Where a value lies in an answer or a record: `items`, `id.time`, `@odata.nextLink`, `CloudTrailEvent:eventID`.
///
/// Keys are parted by dots, `:` enters the JSON text that a string holds, a bare number is an index from 0, and a key with
/// one of these marks in it may be quoted; several keys also find the one name they make when joined by dots.
package struct ResponsePath: Hashable, Sendable {
    package let steps: [PathStep]
    /// The path as it was written.
    package let text: String

    /// The value itself.
    package static let root = ResponsePath(steps: [], text: ".")

    private init(steps: [PathStep], text: String) {
        self.steps = steps
        self.text = text
    }

    /// Reads a path; nil when a quote is not closed or a step is empty.
    ///
    /// `.` and the empty text are the value itself.
    package init?(_ text: String) {
        self.text = text
        var reader = Reader(rest: Substring(text))
        guard let steps = text == "." || text.isEmpty ? [] : reader.steps() else { return nil }
        self.steps = steps
    }

    /// The names on the way when there are only names; nil otherwise.
    package var keys: [String]? {
        var keys: [String] = []
        for step in steps {
            guard case .key(let key) = step else { return nil }
            keys.append(key)
        }
        return keys
    }

    private struct Reader {
        var rest: Substring

        mutating func steps() -> [PathStep]? {
            var steps: [PathStep] = []
            while true {
                guard let step = step() else { return nil }
                steps.append(step)
                guard let mark = rest.popFirst() else { return steps }
                if mark == ":" {
                    steps.append(.text)
                } else if mark != "." {
                    return nil
                }
            }
        }

        private mutating func step() -> PathStep? {
            if rest.first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: "\"") else { return nil }
                let key = String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                return .key(key)
            }
            let end = rest.firstIndex { $0 == "." || $0 == ":" } ?? rest.endIndex
            let key = String(rest[..<end])
            rest = rest[end...]
            guard !key.isEmpty else { return nil }
            return Int(key).flatMap { $0 >= 0 ? .item($0) : nil } ?? .key(key)
        }
    }
}

extension JSONTree {
    /// The value at the path; nil when there is none.
    func value(at path: ResponsePath) -> JSONTree? { value(at: path.steps[...]) }

    /// The text of a string, number or boolean at the path; nil for anything else.
    func text(at path: ResponsePath) -> String? {
        value(at: path)?.scalarBytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private func value(at steps: ArraySlice<PathStep>) -> JSONTree? {
        guard let step = steps.first else { return self }
        switch step {
        case .text:
            guard case .string(let bytes) = self else { return value(at: steps.dropFirst()) }
            // A string that is no JSON holds no value; the caller sees it as absent.
            return (try? JSONTree(parsing: bytes))?.value(at: steps.dropFirst())
        case .item(let number):
            guard let elements else { return self[String(number)]?.value(at: steps.dropFirst()) }
            return number < elements.count ? elements[number].value(at: steps.dropFirst()) : nil
        case .key: return memberValue(at: steps)
        }
    }

    /// Tries the first key, then the first two joined by a dot, and so on.
    private func memberValue(at steps: ArraySlice<PathStep>) -> JSONTree? {
        var (name, rest) = ("", steps)
        while case .key(let key)? = rest.first {
            name += (name.isEmpty ? "" : ".") + key
            rest = rest.dropFirst()
            if let found = self[name]?.value(at: rest) { return found }
        }
        return nil
    }
}

import ByteScan

/// What a file's control lines say: end marks and messages of the search that wrote it.
package struct ControlNotes: Sendable, Hashable {
    /// Lines seen.
    package var lines = 0
    /// A line said that the search had failed or was not whole; the first such text by position.
    package var failure: Note?
    /// A warning that the result may not be whole.
    package var warning: Note?

    /// A message and where it stands.
    package struct Note: Sendable, Hashable {
        package let offset: Int
        package let text: String
    }

    /// Nothing said.
    package init() {}

    /// Adds what another part of the file said.
    package mutating func merge(_ other: ControlNotes) {
        lines += other.lines
        failure = Self.first(failure, other.failure)
        warning = Self.first(warning, other.warning)
    }

    /// Takes one control line.
    mutating func take(_ line: [UInt8], at offset: Int) {
        lines += 1
        guard let tree = try? JSONTree(parsing: line) else { return }  // a broken control line says nothing
        take(tree, at: offset)
    }

    /// Takes the messages of a JSON object, wherever an envelope or a line holds them.
    mutating func take(_ tree: JSONTree, at offset: Int) {
        guard case .array(let messages)? = tree["messages"] else { return }
        for message in messages {
            guard case .string(let type)? = message["type"], case .string(let text)? = message["text"] else { continue }
            let note = Note(offset: offset, text: String(decoding: text, as: UTF8.self))
            switch String(decoding: type, as: UTF8.self).uppercased() {
            case "FATAL", "ERROR": failure = Self.first(failure, note)
            case "WARN": warning = Self.first(warning, note)
            case _: continue
            }
        }
    }

    private static func first(_ one: Note?, _ other: Note?) -> Note? {
        guard let one, let other else { return one ?? other }
        return other.offset < one.offset ? other : one
    }
}

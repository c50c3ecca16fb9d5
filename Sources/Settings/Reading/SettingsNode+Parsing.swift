import Yams

extension SettingsNode {
    /// Reads one YAML document.
    ///
    /// Aliases are resolved; a key that stands twice, explicit tags other than those of text, list and mapping, and
    /// further documents are faults. A byte order mark is skipped.
    ///
    /// - Parameter file: the name that marks carry.
    package init(parsing text: String, file: String) throws(SettingsFault) {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        try SettingsTextCheck.check(text, file: file)
        let root: Node?
        do {
            // The basic resolver: what is a number or a time is for the reader of a key to say.
            root = try compose(yaml: text, .basic, .default, .utf8)
        } catch {
            throw YAMLFaultWording(file: file, text: text).fault(error)
        }
        let start = SettingsMark(file: file, line: 1, column: 1)
        guard let root else {
            throw SettingsFault(.init("the file holds nothing", at: start, fix: "siemgap config init"))
        }
        var builder = NodeBuilder(file: file)
        self = try builder.node(root, depth: 0, parent: start)
    }

    /// Reads the bytes of one YAML document in UTF-8.
    package init(bytes: [UInt8], file: String) throws(SettingsFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsFault(
                .init(
                    "the file is not UTF-8", at: Self.firstBadByte(bytes, file: file),
                    fix: "save it as UTF-8, without other encodings in it"))
        }
        try self.init(parsing: text, file: file)
    }

    private static func firstBadByte(_ bytes: [UInt8], file: String) -> SettingsMark {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (line, column) = (1, 1)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return SettingsMark(file: file, line: line, column: column)
    }
}

/// Turns the parser's tree into nodes with places.
private struct NodeBuilder {
    /// Deeper than any setting lies.
    private static let mostLevels = 64
    /// More than the largest file has without aliases that are used over and over.
    private static let mostNodes = 100_000
    /// Tags that say no more than the form of a value does; the first stands for none.
    private static let plainTags: Set = ["", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"]

    let file: String
    private var nodes = 0

    init(file: String) { self.file = file }

    /// - Parameter parent: the place to name for a node without one, which the parser gives to each.
    mutating func node(_ node: Node, depth: Int, parent: SettingsMark) throws(SettingsFault) -> SettingsNode {
        let mark = node.mark.map { SettingsMark(file: file, line: $0.line, column: $0.column) } ?? parent
        nodes += 1
        guard depth < Self.mostLevels else {
            throw SettingsFault(.init("settings are nested too deep here", at: mark, fix: "no setting lies that deep"))
        }
        guard nodes <= Self.mostNodes else {
            throw SettingsFault(.init("aliases stand for too much", at: mark, fix: "write the values out"))
        }
        guard Self.plainTags.contains(node.tag.description) else {
            throw SettingsFault(.init("a YAML tag stands here", at: mark, fix: "leave out what begins with !"))
        }
        switch node {
        case .scalar(let scalar): return .scalar(scalar.string, isPlain: scalar.style == .plain, mark)
        case .sequence(let sequence):
            var items: [SettingsNode] = []
            for item in sequence { items.append(try self.node(item, depth: depth + 1, parent: mark)) }
            return .list(items, mark)
        case .mapping(let mapping): return .map(try entries(mapping, depth: depth, parent: mark), mark)
        case .alias: throw SettingsFault(.init("an alias is not known", at: mark))
        }
    }

    private mutating func entries(
        _ mapping: Node.Mapping, depth: Int, parent: SettingsMark
    ) throws(SettingsFault) -> [SettingsNode.Entry] {
        var entries: [SettingsNode.Entry] = []
        var seen: Set<String> = []
        for (key, value) in mapping {
            let node = try node(key, depth: depth + 1, parent: parent)
            guard case .scalar(let name, _, let mark) = node, !node.isNull else {
                throw SettingsFault(.init("a key must be a text", at: node.mark))
            }
            guard seen.insert(name).inserted else {
                throw SettingsFault(YAMLFaultWording.repeatedKey(name, at: mark))
            }
            let read = try self.node(value, depth: depth + 1, parent: mark)
            entries.append(.init(key: name, keyMark: mark, value: read))
        }
        return entries
    }
}

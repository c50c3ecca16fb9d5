import ByteScan

/// One record of a sample, which looks paths up and parses each JSON text it enters only once.
final class SampleRecord {
    private enum Body {
        case tree(JSONTree)
        case row(HeaderNames, [[UInt8]])
    }

    private let body: Body
    private var heldTexts: [FieldPath: JSONTree?] = [:]

    private init(_ body: Body) { self.body = body }

    /// The records of a sample that are whole, and how many are not.
    static func records(of sample: FileSample) -> (whole: [SampleRecord], brokenCount: Int) {
        switch sample.records {
        case .json(let texts):
            let trees = texts.compactMap { JSONTree.held(in: $0) }
            return (trees.map { SampleRecord(.tree($0)) }, texts.count - trees.count)
        case .rows(let header, let rows):
            return (rows.map { SampleRecord(.row(header, $0)) }, 0)
        }
    }

    /// Whether the field or column is there, whatever it holds.
    func has(_ path: FieldPath) -> Bool {
        switch body {
        case .tree: value(at: path) != nil
        case .row(let header, _):
            header.column(for: path).map { $0.inside.steps.isEmpty || value(at: path) != nil } ?? false
        }
    }

    /// The meaningful bytes at the path; nil for nothing, null, or a placeholder.
    func scalar(at path: FieldPath) -> [UInt8]? {
        guard let bytes = value(at: path)?.scalar(at: .root) else { return nil }
        return CellText.meaningful(bytes)
    }

    /// The value of an id: its parts joined; nil unless every part has a value.
    func value(of id: IDField) -> [UInt8]? {
        var joined: [UInt8] = []
        for path in id.paths {
            guard let part = scalar(at: path) else { return nil }
            joined += part + [0]
        }
        return joined
    }

    /// Names of the fields a person would see first: columns, or paths of scalars up to three levels down.
    var fieldPaths: [FieldPath] {
        switch body {
        case .row(let header, _): header.names.map { FieldPath([.key($0)]) }
        case .tree(let tree): Self.paths(in: tree, below: .root, levels: 3)
        }
    }

    private static func paths(in tree: JSONTree, below path: FieldPath, levels: Int) -> [FieldPath] {
        guard let members = tree.members, levels > 0 else { return path.steps.isEmpty ? [] : [path] }
        return members.flatMap { member in
            let name = String(decoding: member.name, as: UTF8.self)
            return paths(in: member.value, below: path.appending(FieldPath([.key(name)])), levels: levels - 1)
        }
    }

    private func value(at path: FieldPath) -> JSONTree? {
        guard let colon = path.steps.lastIndex(of: .text) else { return plainValue(at: path) }
        let text = FieldPath(Array(path.steps[..<colon]))
        let rest = path.steps[(colon + 1)...]
        if let known = heldTexts[text] { return known?.value(at: rest) }
        let held = value(at: text)?.value(at: [.text])
        heldTexts.updateValue(held, forKey: text)
        return held?.value(at: rest)
    }

    private func plainValue(at path: FieldPath) -> JSONTree? {
        switch body {
        case .tree(let tree): return tree.value(at: path)
        case .row(let header, let cells):
            guard let (index, _) = header.column(for: path), index < cells.count else { return nil }
            return .string(cells[index])
        }
    }
}

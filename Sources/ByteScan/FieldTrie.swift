/// The wanted paths, merged, so that one walk over a record finds them all.
struct FieldTrie {
    struct Edge {
        let key: [UInt8]
        let target: Int
    }

    struct Node {
        /// Members to follow.
        var edges: [Edge] = []
        /// Array elements to follow: number and target.
        var items: [(number: Int, target: Int)] = []
        /// Bit (b & 63) is set when some edge's key begins with byte b.
        var firstBytes: UInt64 = 0
        /// The slot that this value fills, or -1.
        var slot = -1
        /// Index into `texts` when the string's text is to be walked as JSON, or -1.
        var text = -1

        var hasChildren: Bool { !edges.isEmpty || !items.isEmpty }
    }

    private(set) var nodes = [Node()]
    /// Tries of JSON texts held in strings.
    private(set) var texts: [FieldTrie] = []
    /// How many slots this trie and its texts can fill.
    private(set) var slotCount = 0

    /// Merges paths; the path at index i fills slot `slots[i]`.
    init(_ paths: [[PathStep]], slots: [Int]) {
        var inner: [(node: Int, rest: [PathStep], slot: Int)] = []
        for (path, slot) in zip(paths, slots) {
            slotCount += 1
            let stop = path.firstIndex(of: .text) ?? path.endIndex
            let node = insert(Array(path[..<stop]))
            if stop < path.endIndex {
                inner.append((node, Array(path[(stop + 1)...]), slot))
            } else {
                nodes[node].slot = slot
            }
        }
        for node in Set(inner.map(\.node)).sorted() {
            let group = inner.filter { $0.node == node }
            nodes[node].text = texts.count
            texts.append(FieldTrie(group.map(\.rest), slots: group.map(\.slot)))
        }
    }

    /// Adds nodes for the steps and returns the last; runs of keys also get edges for their joined forms.
    private mutating func insert(_ steps: [PathStep]) -> Int {
        var trail = [0]
        var runStart = 0
        for (index, step) in steps.enumerated() {
            switch step {
            case .key(let key):
                let target = follow(trail[index], key)
                trail.append(target)
                for from in stride(from: index - 1, through: runStart, by: -1) {
                    let joined = steps[from...index].compactMap(\.keyText).joined(separator: ".")
                    addEdge(trail[from], joined, target)
                }
            case .item(let number):
                trail.append(followItem(trail[index], number))
                runStart = index + 1
            case .text: break
            }
        }
        return trail[trail.count - 1]
    }

    private mutating func follow(_ node: Int, _ key: String) -> Int {
        let bytes = Array(key.utf8)
        if let edge = nodes[node].edges.first(where: { $0.key == bytes }) { return edge.target }
        nodes.append(Node())
        addEdge(node, key, nodes.count - 1)
        return nodes.count - 1
    }

    private mutating func followItem(_ node: Int, _ number: Int) -> Int {
        if let item = nodes[node].items.first(where: { $0.number == number }) { return item.target }
        nodes.append(Node())
        nodes[node].items.append((number, nodes.count - 1))
        return nodes.count - 1
    }

    private mutating func addEdge(_ node: Int, _ key: String, _ target: Int) {
        let bytes = Array(key.utf8)
        guard !nodes[node].edges.contains(where: { $0.key == bytes }) else { return }
        nodes[node].edges.append(Edge(key: bytes, target: target))
        nodes[node].firstBytes |= 1 << UInt64((bytes.first ?? Byte.quote) & 63)
    }
}

extension PathStep {
    fileprivate var keyText: String? {
        if case .key(let key) = self { key } else { nil }
    }
}

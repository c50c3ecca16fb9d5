/// A ``FieldTrie`` while paths are being merged.
struct FieldTrieDraft {
    struct Node {
        var edges: [(key: [UInt8], target: Int)] = []
        var items: [(number: Int, target: Int)] = []
        var slot = -1
        var text = -1
    }

    private(set) var nodes = [Node()]
    private(set) var texts: [FieldTrieDraft] = []

    /// Merges paths; the path at index i fills slot `slots[i]`.
    init(_ paths: [[PathStep]], slots: [Int]) {
        var inner: [(node: Int, rest: [PathStep], slot: Int)] = []
        for (path, slot) in zip(paths, slots) {
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
            texts.append(FieldTrieDraft(group.map(\.rest), slots: group.map(\.slot)))
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
        nodes[node].edges.append((bytes, target))
    }
}

extension PathStep {
    fileprivate var keyText: String? {
        if case .key(let key) = self { key } else { nil }
    }
}

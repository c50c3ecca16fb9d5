/// The plain counterpart of ``JSONFieldScanner``: byte by byte, for records of any size and machines without kernels.
///
/// Memory: one bit a level of nesting, and the nodes of the levels that the wanted paths pass through.
final class JSONPlainScanner {
    private let trie: FieldTrie
    private let slots: FieldSlots
    private let texts: [JSONTextScanner]

    private var grammar = JSONGrammar()
    private var facts = JSONFacts()
    /// Nodes of the open containers that wanted paths pass through, with the depth of each.
    private var trail: [(node: Int, depth: Int, item: Int)] = []
    /// Wanted containers that are still open.
    private var open: [(slot: Int, depth: Int, start: Int)] = []
    /// The node that the next value stands for, or -1.
    private var target = -1

    init(trie: FieldTrie, slots: FieldSlots, texts: [JSONTextScanner]) {
        self.trie = trie
        self.slots = slots
        self.texts = texts
    }

    /// Scans a record of exactly `count` bytes; slots are filled only when it is whole.
    func scan(_ base: UnsafePointer<UInt8>, _ count: Int) -> JSONFacts {
        (grammar, facts, trail, open, target) = (JSONGrammar(), JSONFacts(), [], [], 0)
        for text in texts { text.isDone = false }
        let filledBefore = slots.filled
        var index = 0
        // SAFETY: `index` is compared with `count` before it is read; each step returns an offset up to `count`.
        while index < count {
            let byte = unsafe base[index]
            if byte >= 0x80 { facts.hasHighBytes = true }
            if Byte.isSpace(byte) {
                index &+= 1
            } else if let next = unsafe step(base, index, count) {
                index = next
            } else {
                slots.forget(after: filledBefore)
                return facts
            }
        }
        facts.isWhole = grammar.isComplete
        if !facts.isWhole { slots.forget(after: filledBefore) }
        return facts
    }

    /// Takes the token at `index`; returns the offset after it, or nil when the text is not JSON.
    private func step(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Int? {
        let byte = unsafe base[index]
        switch byte {
        case Byte.quote: return unsafe string(base, index, count)
        case Byte.openBrace, Byte.openBracket:
            startItem()
            guard grammar.accept(byte) else { return nil }
            if grammar.depth == 1 { facts.isObject = byte == Byte.openBrace }
            enterContainer(index)
        case Byte.closeBrace, Byte.closeBracket:
            guard grammar.accept(byte) else { return nil }
            unsafe leaveContainer(base, index)
        case Byte.colon, Byte.comma: guard grammar.accept(byte) else { return nil }
        default:
            startItem()
            guard grammar.accept(Byte.zero), let end = unsafe JSONScalars.end(base, index, count) else { return nil }
            let kind: FieldValue.Kind = byte == UInt8(ascii: "n") ? .null : .scalar
            unsafe finishLeaf(FieldValue(base: base + index, count: end &- index, kind: kind))
            return end
        }
        return index &+ 1
    }

    private func string(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Int? {
        let isKey = grammar.expectsKey
        if !isKey { startItem() }
        guard grammar.accept(Byte.quote), let (end, escaped) = unsafe stringEnd(base, index &+ 1, count) else {
            return nil
        }
        let value = unsafe FieldValue(
            base: base + (index &+ 1), count: end &- index &- 1, kind: .string, isEscaped: escaped)
        if isKey { chooseTarget(value) } else { finishLeaf(value) }
        return end &+ 1
    }

    /// Offset of the closing quote and whether there are escapes; nil when the string is cut or an escape is none.
    private func stringEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> (Int, Bool)? {
        var index = start
        var escaped = false
        // SAFETY: `index` is compared with `count` before it is read.
        while index < count {
            let byte = unsafe base[index]
            if byte == Byte.quote { return (index, escaped) }
            if byte == Byte.backslash {
                guard unsafe JSONScalars.isEscape(base, index, count) else { return nil }
                escaped = true
                index &+= 1
            } else if byte < 0x20 {
                facts.hasControlBytes = true
            } else if byte >= 0x80 {
                facts.hasHighBytes = true
            }
            index &+= 1
        }
        return nil
    }

    /// Whether the innermost open container lies on a wanted path.
    private var isOnTrail: Bool { trail.last.map { $0.depth == grammar.depth } ?? false }

    /// In an array on a wanted path, chooses the node of the element that begins.
    private func startItem() {
        guard grammar.depth > 0, !grammar.isInObject else { return }
        target = -1
        guard isOnTrail, let last = trail.last else { return }
        target = unsafe trie.item(trie.nodes[last.node], last.item)
        trail[trail.count - 1].item += 1
    }

    private func chooseTarget(_ key: FieldValue) {
        target = -1
        guard isOnTrail, let last = trail.last, let base = unsafe key.base else { return }
        let node = unsafe trie.nodes[last.node]
        // The closing quote follows the key's bytes.
        target =
            unsafe key.isEscaped
            ? JSONKey.matchEscaped(base, key.count &+ 1, trie, node) : trie.target(node, base, key.count &+ 1)
    }

    private func finishLeaf(_ value: FieldValue) {
        standInForArray(value)
        guard target >= 0 else { return }
        let node = unsafe trie.nodes[target]
        target = -1
        if node.slot >= 0 { slots.fill(Int(node.slot), value) }
        guard node.text >= 0, value.kind == .string else { return }
        let text = texts[Int(node.text)]
        guard !text.isDone else { return }
        text.scan(value)
        facts.merge(text.facts)
    }

    /// A wanted array that begins with a string or other scalar stands for that first element.
    private func standInForArray(_ value: FieldValue) {
        guard let last = open.last, last.depth == grammar.depth, last.start < 0 else { return }
        slots.fill(last.slot, value)
    }

    private func enterContainer(_ index: Int) {
        // A container that begins later in an array does not make the array's first element.
        if let last = open.last, last.start < 0, last.depth < grammar.depth { open[open.count - 1].start = ~last.start }
        guard target >= 0 else { return }
        let node = unsafe trie.nodes[target]
        if node.slot >= 0 {
            open.append((Int(node.slot), grammar.depth, grammar.isInObject ? index : ~index))
        }
        if node.edgeCount > 0 || node.itemCount > 0 { trail.append((target, grammar.depth, 0)) }
        target = -1
    }

    private func leaveContainer(_ base: UnsafePointer<UInt8>, _ index: Int) {
        if let last = trail.last, last.depth == grammar.depth + 1 { trail.removeLast() }
        guard let last = open.last, last.depth == grammar.depth + 1 else { return }
        open.removeLast()
        let start = last.start < 0 ? ~last.start : last.start
        // SAFETY: the container lies between `start` and `index`.
        unsafe slots.fill(
            last.slot, FieldValue(base: base + start, count: index &+ 1 &- start, kind: .container))
    }
}

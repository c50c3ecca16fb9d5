import CByteScan

/// Finds the wanted fields of a JSON record and proves that the record is whole, in one pass.
///
/// One worker's own. Memory: the token buffer, the known shapes, and a copy of each JSON text held in a wanted string.
@safe final class JSONFieldScanner {
    private let trie: FieldTrie
    private let slots: FieldSlots
    private let buffer = JSONTokenBuffer()
    private let cache = JSONShapeCache()
    private let plain: JSONPlainScanner
    private let texts: [JSONTextScanner]
    private let usesKernels: Bool

    /// What was noticed about the last record.
    private(set) var facts = JSONFacts()

    // State of the walk over the current record.
    private var base: UnsafePointer<UInt8>
    private var hasEscapes = false
    /// JSON texts of wanted strings that have not been walked yet.
    private var openTexts = 0
    private var tokenCount = 0
    private var length = 0

    /// - Parameter usesKernels: false takes the plain path for every record, for comparison.
    init(trie: FieldTrie, slots: FieldSlots, usesKernels: Bool = true) {
        self.trie = trie
        self.slots = slots
        texts = trie.texts.map { JSONTextScanner(trie: $0, slots: slots, usesKernels: usesKernels) }
        plain = JSONPlainScanner(trie: trie, slots: slots, texts: texts)
        unsafe base = UnsafePointer(buffer.tokens)
        self.usesKernels = usesKernels && JSONTokenBuffer.isAvailable
    }

    /// Scans the record that begins at `start` and ends at the first line feed or after `count` bytes.
    ///
    /// - Returns: the record's length without its line feed. ``facts`` and the slots are those of this record.
    @inline(__always)
    func scanLine(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard usesKernels else { return unsafe scanPlain(start, Self.lineLength(start, count)) }
        let record = unsafe buffer.fill(start, count, stopAtLineFeed: true)
        if record.length == JSONTokenBuffer.largestRecord && record.length < count {
            return unsafe scanPlain(start, Self.lineLength(start, count))
        }
        unsafe examine(start, record)
        return record.length
    }

    /// Scans a record of exactly `count` bytes.
    @inline(__always)
    func scan(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard usesKernels, count <= JSONTokenBuffer.largestRecord else {
            _ = unsafe scanPlain(start, count)
            return
        }
        unsafe examine(start, buffer.fill(start, count, stopAtLineFeed: false))
    }

    private func scanPlain(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
        facts = unsafe plain.scan(start, count)
        return count
    }

    /// The number of bytes before the first line feed, or all.
    static func lineLength(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
        unsafe ByteSearch.lineFeed(start, count) ?? count
    }

    @inline(__always)
    private func examine(_ start: UnsafePointer<UInt8>, _ record: cbs_json_record) {
        unsafe base = start
        openTexts = texts.count
        if openTexts > 0 { for text in texts { text.isDone = false } }
        facts = JSONFacts()
        facts.hasHighBytes = record.flags & UInt32(cbs_high) != 0
        facts.hasControlBytes = record.flags & UInt32(cbs_control) != 0
        hasEscapes = record.flags & UInt32(cbs_escapes) != 0
        guard record.flags & UInt32(cbs_in_string) == 0,
            let ends = unsafe cache.ends(of: UnsafePointer(buffer.tokens), record.token_count)
        else { return }
        if record.flags & UInt32(cbs_scalars | cbs_escapes) != 0 {
            guard partsAreValid(record.length) else { return }
        }
        facts.isWhole = true
        tokenCount = record.token_count
        length = record.length
        facts.isObject = unsafe buffer.tokens[0] == Byte.openBrace
        // SAFETY: the cache keeps the shape at least until it is asked for the next one.
        unsafe visit(0, 0, ends)
    }

    /// Whether every number, literal and escape is one of RFC 8259.
    private func partsAreValid(_ length: Int) -> Bool {
        // SAFETY: the kernel wrote `(length + 63) / 64` words; bits name bytes below `length`.
        for word in 0..<(length &+ 63) >> 6 {
            var scalars = unsafe buffer.scalars[word]
            while scalars != 0 {
                let at = word << 6 &+ scalars.trailingZeroBitCount
                guard unsafe JSONScalars.end(base, at, length) != nil else { return false }
                scalars &= scalars &- 1
            }
            var escapes = unsafe buffer.escapes[word]
            while escapes != 0 {
                let at = word << 6 &+ escapes.trailingZeroBitCount
                guard unsafe JSONScalars.isEscape(base, at, length) else { return false }
                escapes &= escapes &- 1
            }
        }
        return true
    }

    /// The byte offset of a token.
    @inline(__always)
    private func position(_ token: Int) -> Int {
        // SAFETY: every token asked for is below the token count.
        Int(unsafe buffer.places[token])
    }

    // The walk: indices are token numbers of a proven shape, so each step's neighbours exist.

    private func visit(_ node: Int, _ token: Int, _ ends: UnsafePointer<UInt32>) {
        // SAFETY: nodes come from the trie's own tables, and `token` is below the token count.
        let wanted = unsafe trie.nodes[node]
        if wanted.slot >= 0 { unsafe slots.fill(Int(wanted.slot), value(token, ends)) }
        switch unsafe buffer.tokens[token] {
        case Byte.openBrace where wanted.edgeCount > 0: unsafe visitObject(wanted, token, ends)
        case Byte.openBracket where wanted.itemCount > 0: unsafe visitArray(wanted, token, ends)
        case Byte.quote where wanted.text >= 0 && !texts[Int(wanted.text)].isDone:
            let text = texts[Int(wanted.text)]
            unsafe text.scan(value(token, ends))
            facts.merge(text.facts)
            openTexts &-= 1
        default: break
        }
    }

    private func visitObject(_ wanted: FieldTrie.Node, _ token: Int, _ ends: UnsafePointer<UInt32>) {
        // SAFETY: a proven object is `{` key `:` value (`,` key `:` value)* `}`.
        let last = Int(unsafe ends[token]) &- 1
        var key = token &+ 1
        while key < last {
            let at = position(key) &+ 1
            var target = -1
            if unsafe wanted.mayHold(base + at, length &- at) {
                target = unsafe trie.target(wanted, base + at, length &- at)
            }
            if hasEscapes && target < 0 { target = escapedTarget(wanted, key, at) }
            if target >= 0 {
                unsafe visit(target, key &+ 2, ends)
                if openTexts == 0 && slots.isSatisfied { return }
            }
            key = Int(unsafe ends[key &+ 2]) &+ 1
        }
    }

    /// The node behind a key that holds escapes, or -1.
    @inline(__always)
    private func escapedTarget(_ wanted: FieldTrie.Node, _ key: Int, _ at: Int) -> Int {
        let first = at >> 6
        // SAFETY: the kernel wrote a word for every 64 bytes of the record, and `at` lies in it.
        var escapes = unsafe buffer.escapes[first]
        if (first &+ 1) << 6 < length { unsafe escapes |= buffer.escapes[first &+ 1] }
        // Keys of up to 64 bytes end within these two words; longer ones are looked at.
        guard escapes != 0 || position(key &+ 1) &- at > 64 else { return -1 }
        return unsafe JSONKey.matchEscaped(base + at, length &- at, trie, wanted)
    }

    private func visitArray(_ wanted: FieldTrie.Node, _ token: Int, _ ends: UnsafePointer<UInt32>) {
        let last = Int(unsafe ends[token]) &- 1
        var (item, number) = (token &+ 1, 0)
        while item < last {
            let target = trie.item(wanted, number)
            if target >= 0 { unsafe visit(target, item, ends) }
            item = Int(unsafe ends[item]) &+ 1
            number &+= 1
        }
    }

    @inline(__always)
    private func value(_ token: Int, _ ends: UnsafePointer<UInt32>) -> FieldValue {
        let start = position(token)
        // SAFETY: tokens and positions are those of the proven record.
        switch unsafe buffer.tokens[token] {
        case Byte.quote:
            var end = token &+ 1 < tokenCount ? position(token &+ 1) : length
            repeat { end &-= 1 } while unsafe base[end] != Byte.quote
            let escaped = unsafe hasEscapes && ByteSearch.hasBackslash(base + (start &+ 1), end &- start &- 1)
            return unsafe FieldValue(
                base: base + (start &+ 1), count: end &- start &- 1, kind: .string, isEscaped: escaped)
        case Byte.zero:
            let end = unsafe JSONScalars.end(base, start, length) ?? start
            let kind: FieldValue.Kind = unsafe base[start] == UInt8(ascii: "n") ? .null : .scalar
            return unsafe FieldValue(base: base + start, count: end &- start, kind: kind)
        case Byte.openBracket where isLeaf(token &+ 1):
            return unsafe value(token &+ 1, ends)
        default:
            let end = position(Int(unsafe ends[token]) &- 1) &+ 1
            return unsafe FieldValue(base: base + start, count: end &- start, kind: .container)
        }
    }

    /// Whether the token is a string or another scalar, so that an array which begins with it stands for it.
    private func isLeaf(_ token: Int) -> Bool {
        // SAFETY: a proven shape holds a token after each opening bracket.
        let byte = unsafe buffer.tokens[token]
        return byte == Byte.quote || byte == Byte.zero
    }
}

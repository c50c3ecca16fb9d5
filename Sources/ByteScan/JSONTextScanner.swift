/// Walks the JSON text that a string field holds, after any text in front of it.
@safe final class JSONTextScanner {
    private let trie: FieldTrie
    private let slots: FieldSlots
    private let usesKernels: Bool
    private lazy var scanner = JSONFieldScanner(trie: trie, slots: slots, usesKernels: usesKernels)
    private var decoded: UnsafeMutablePointer<UInt8>?
    private var capacity = 0

    /// What was noticed about the last text.
    private(set) var facts = JSONFacts()
    /// Whether the current record's text was scanned; of repeated members the first counts.
    var isDone = false

    init(trie: FieldTrie, slots: FieldSlots, usesKernels: Bool) {
        self.trie = trie
        self.slots = slots
        self.usesKernels = usesKernels
    }

    deinit { unsafe decoded?.deallocate() }

    /// Scans a string's text; a text without any `{` is no JSON and counts as whole.
    func scan(_ value: FieldValue) {
        facts = JSONFacts()
        facts.isWhole = true
        isDone = true
        guard let base = unsafe value.base, value.count > 0 else { return }
        guard value.isEscaped else {
            unsafe scanText(base, value.count)
            return
        }
        reserve(value.count)
        guard let decoded = unsafe decoded else { return }
        // SAFETY: decoding never grows the text, and `decoded` has room for all of it.
        let count = unsafe JSONText.decode(base, value.count, into: decoded)
        unsafe scanText(UnsafePointer(decoded), count)
    }

    private func scanText(_ base: UnsafePointer<UInt8>, _ count: Int) {
        guard let start = unsafe ByteSearch.first(Byte.openBrace, base, count) else { return }
        unsafe scanner.scan(base + start, count &- start)
        facts = scanner.facts
    }

    private func reserve(_ count: Int) {
        guard capacity < count else { return }
        unsafe decoded?.deallocate()
        capacity = max(count, capacity * 2, 4096)
        unsafe decoded = .allocate(capacity: capacity)
    }
}

/// The wanted paths, merged, so that one walk over a record finds them all.
///
/// Built from plain values, then laid out as flat tables: the walk follows indices only, and counts no references.
@safe final class FieldTrie {
    /// A member name to follow.
    struct Edge: BitwiseCopyable {
        /// The first eight bytes of the name with its closing quote, as they lie in memory, and which of them count.
        let head: UInt64
        let headMask: UInt64
        let keyStart: Int32
        let keyCount: Int32
        let target: Int32
    }

    /// An array element to follow.
    struct Item: BitwiseCopyable {
        let number: Int32
        let target: Int32
    }

    struct Node: BitwiseCopyable {
        var edgeStart: Int32 = 0
        var edgeCount: Int32 = 0
        /// Where the node's 66 entries of `buckets` begin: edges, counted from `edgeStart`, by ``FieldTrie/bucket(_:_:_:)``
        /// of their first three bytes; keys of one byte or none come last.
        var bucketStart: Int32 = 0
        var itemStart: Int32 = 0
        var itemCount: Int32 = 0
        /// The slot that this value fills, or -1.
        var slot: Int32 = -1
        /// Index into `texts` when the string's text is to be walked as JSON, or -1.
        var text: Int32 = -1
        /// Bit b: some key's bucket is b.
        var filledBuckets: UInt64 = 0
        /// Whether a key has one byte or none.
        var hasShortKeys = false

        /// Whether the key that begins at `at` can be one of the node's: a quick test that few others pass.
        ///
        /// - Parameter left: bytes from `at` to the end of the text, the closing quote included.
        @inline(__always)
        func mayHold(_ at: UnsafePointer<UInt8>, _ left: Int) -> Bool {
            // SAFETY: three bytes are read only where they exist.
            if left > 2, unsafe filledBuckets &>> UInt64(FieldTrie.bucket(at[0], at[1], at[2])) & 1 != 0 { return true }
            return hasShortKeys
        }
    }

    let nodes: UnsafeMutablePointer<Node>
    let edges: UnsafeMutablePointer<Edge>
    let items: UnsafeMutablePointer<Item>
    let keys: UnsafeMutablePointer<UInt8>
    let buckets: UnsafeMutablePointer<Int32>
    /// Tries of JSON texts held in strings.
    let texts: [FieldTrie]

    /// Merges paths; the path at index i fills slot `slots[i]`.
    convenience init(_ paths: [[PathStep]], slots: [Int]) { self.init(FieldTrieDraft(paths, slots: slots)) }

    private init(_ draft: FieldTrieDraft) {
        texts = draft.texts.map { FieldTrie($0) }
        let edgeCount = draft.nodes.reduce(0) { $0 + $1.edges.count }
        let itemCount = draft.nodes.reduce(0) { $0 + $1.items.count }
        let keyBytes = draft.nodes.reduce(0) { $0 + $1.edges.reduce(0) { $0 + $1.key.count } }
        unsafe nodes = .allocate(capacity: max(draft.nodes.count, 1))
        unsafe edges = .allocate(capacity: max(edgeCount, 1))
        unsafe items = .allocate(capacity: max(itemCount, 1))
        unsafe keys = .allocate(capacity: max(keyBytes, 1))
        unsafe buckets = .allocate(capacity: draft.nodes.count * 66)
        var (edge, item, key) = (0, 0, 0)
        // SAFETY: each table has room for exactly what the draft holds.
        for (number, node) in draft.nodes.enumerated() {
            var flat = Node(edgeStart: Int32(edge), bucketStart: Int32(number * 66), itemStart: Int32(item))
            let sorted = node.edges.sorted { (Self.bucket($0.key), $0.key.count) < (Self.bucket($1.key), $1.key.count) }
            for bucket in 0...65 {
                let before = sorted.count { Self.bucket($0.key) < bucket }
                unsafe (buckets + number * 66 + bucket).initialize(to: Int32(before))
            }
            flat.edgeCount = Int32(node.edges.count)
            flat.itemCount = Int32(node.items.count)
            flat.slot = Int32(node.slot)
            flat.text = Int32(node.text)
            for (name, _) in sorted where name.count > 1 { flat.filledBuckets |= 1 << UInt64(Self.bucket(name)) }
            flat.hasShortKeys = sorted.contains { $0.key.count <= 1 }
            for (name, target) in sorted {
                unsafe (edges + edge).initialize(to: Self.edge(name, key, target))
                for byte in name {
                    unsafe (keys + key).initialize(to: byte)
                    key += 1
                }
                edge += 1
            }
            for (position, target) in node.items {
                unsafe (items + item).initialize(to: Item(number: Int32(position), target: Int32(target)))
                item += 1
            }
            unsafe (nodes + number).initialize(to: flat)
        }
    }

    deinit {
        unsafe nodes.deallocate()
        unsafe edges.deallocate()
        unsafe items.deallocate()
        unsafe keys.deallocate()
        unsafe buckets.deallocate()
    }

    /// The bucket of a key whose closing quote counts as its last byte; keys of one byte or none share the last.
    private static func bucket(_ name: [UInt8]) -> Int {
        guard name.count > 1 else { return 64 }
        return bucket(name[0], name[1], name.count > 2 ? name[2] : Byte.quote)
    }

    /// Three bytes tell `_score` from `_source` and its many joined forms.
    @inline(__always)
    private static func bucket(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int((first &+ second &* 7 &+ third &* 31) & 63)
    }

    private static func edge(_ name: [UInt8], _ start: Int, _ target: Int) -> Edge {
        var (head, mask) = (UInt64(0), UInt64(0))
        for (index, byte) in (name + [Byte.quote]).prefix(8).enumerated() {
            head |= UInt64(byte) << UInt64(index * 8)
            mask |= 0xFF << UInt64(index * 8)
        }
        return Edge(
            head: head, headMask: mask, keyStart: Int32(start), keyCount: Int32(name.count), target: Int32(target))
    }

    /// The node behind the edge whose key stands at `at` with its closing quote, or -1.
    ///
    /// - Parameter left: bytes from `at` to the end of the text, the quote included.
    func target(_ node: Node, _ at: UnsafePointer<UInt8>, _ left: Int) -> Int {
        // SAFETY: bytes are read only where they exist; bucket numbers are below 65 and each node has 66 entries.
        let buckets = unsafe self.buckets + Int(node.bucketStart)
        if unsafe buckets[65] > buckets[64], let short = unsafe search(node, buckets + 64, at, left) { return short }
        guard left > 2 else { return -1 }
        let bucket = unsafe Self.bucket(at[0], at[1], at[2])
        guard unsafe buckets[bucket] < buckets[bucket + 1] else { return -1 }
        return unsafe search(node, buckets + bucket, at, left) ?? -1
    }

    /// The node behind the matching edge of one bucket, or nil.
    private func search(
        _ node: Node, _ bucket: UnsafeMutablePointer<Int32>, _ at: UnsafePointer<UInt8>, _ left: Int
    ) -> Int? {
        // SAFETY: the bucket's two entries bound edges of the node; eight bytes are loaded only where they exist.
        let head = unsafe left >= 8 ? UnsafeRawPointer(at).loadUnaligned(as: UInt64.self) : shortHead(at, left)
        var index = unsafe Int(node.edgeStart &+ bucket[0])
        let end = unsafe Int(node.edgeStart &+ bucket[1])
        while index < end {
            let edge = unsafe edges[index]
            if (head ^ edge.head) & edge.headMask == 0, unsafe restMatches(edge, at, left) { return Int(edge.target) }
            index &+= 1
        }
        return nil
    }

    private func shortHead(_ at: UnsafePointer<UInt8>, _ left: Int) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<left { unsafe head |= UInt64(at[index]) << UInt64(index * 8) }
        return head
    }

    /// Whether the bytes of a key behind its first eight match too, and the quote that ends it.
    @inline(__always)
    private func restMatches(_ edge: Edge, _ at: UnsafePointer<UInt8>, _ left: Int) -> Bool {
        let count = Int(edge.keyCount)
        if count < 8 { return count < left }
        guard count < left, unsafe at[count] == Byte.quote else { return false }
        for index in 8..<count where unsafe at[index] != keys[Int(edge.keyStart) &+ index] { return false }
        return true
    }

    /// The node behind the edge whose key is exactly this text, or -1.
    func target(_ node: Node, key: [UInt8]) -> Int {
        // SAFETY: the node's edges and their keys lie within the tables.
        for index in Int(node.edgeStart)..<Int(node.edgeStart + node.edgeCount) {
            let edge = unsafe edges[index]
            let name = unsafe UnsafeBufferPointer(start: keys + Int(edge.keyStart), count: Int(edge.keyCount))
            if unsafe name.elementsEqual(key) { return Int(edge.target) }
        }
        return -1
    }

    /// The node behind an array's element, or -1.
    func item(_ node: Node, _ number: Int) -> Int {
        for index in Int(node.itemStart)..<Int(node.itemStart + node.itemCount) {
            let item = unsafe items[index]
            if Int(item.number) == number { return Int(item.target) }
        }
        return -1
    }
}

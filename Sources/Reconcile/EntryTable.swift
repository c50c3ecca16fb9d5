import AuditModel
import FileAccess

/// The entries of one partition: chunks that never move, and an open-addressing index of their numbers.
///
/// An index slot holds the number plus one in its lower 24 bits and eight bits of the hash above them; 0 is empty.
/// The hash must be uniform: slot, tag and partition are taken from its bits as they are.
struct EntryTable: ~Copyable {
    private(set) var count = 0
    /// Whether an entry's count has reached ``EventEntry/uncounted``.
    private(set) var hasUncounted = false

    private let chunkBits: Int
    private let pool: ChunkPool
    private let account: MemoryAccount
    private var chunks: [UnsafeMutablePointer<EventEntry>] = []
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCount = 0
    private var room = 0
    /// For the keys being merged: the number of each one's entry plus one, or 0.
    private let found: UnsafeMutablePointer<UInt32>

    /// Keys that can be merged in one go.
    static let mostKeys = 128

    private static let mostEntries = 1 << 24 - 1
    private static let numberMask: UInt32 = 1 << 24 - 1

    init(pool: ChunkPool, account: MemoryAccount) {
        chunkBits = pool.chunkEntries.trailingZeroBitCount
        self.pool = pool
        self.account = account
        slots = .allocate(capacity: 0)
        found = .allocate(capacity: Self.mostKeys)
    }

    deinit {
        free()
        found.deallocate()
    }

    /// Makes room for more entries, or says that they do not fit into the memory left; `forced` takes it all the same.
    mutating func makeRoom(for more: Int, forced: Bool = false) -> Bool {
        guard count + more > room else { return true }
        guard count + more <= Self.mostEntries else { return false }
        while count + more > chunks.count << chunkBits {
            guard account.reserve(pool.chunkBytes, forced: forced) else { return false }
            chunks.append(pool.take())
        }
        var wanted = max(slotCount, 16)
        while count + more > wanted / 8 * 5 { wanted *= 2 }
        if wanted > slotCount {
            guard account.reserve(wanted * MemoryLayout<UInt32>.stride, forced: forced) else { return false }
            growIndex(to: wanted)
        }
        room = min(chunks.count << chunkBits, slotCount / 8 * 5)
        return true
    }

    /// Merges at most ``mostKeys`` records for which room was made.
    ///
    /// Every record that repeats one of its side is noted in `repeats`, with the larger of its position and the lowest
    /// one held until then.
    mutating func merge(
        _ keys: UnsafeBufferPointer<EventKey>, side: Side, bounds: WindowBounds, repeats: RecordLog<RepeatedRecord>
    ) throws(SpillFailure) {
        locate(keys)
        let index = Int(side.rawValue)
        for (place, key) in keys.enumerated() {
            let number = Int(found[place])
            let entry = number != 0 ? entry(number &- 1) : entry(for: key.hash)
            let position = entry.pointee.merge(key, side: index, inside: bounds.contains(key))
            guard let position else { continue }
            if entry.pointee.counts[index] == EventEntry.uncounted { hasUncounted = true }
            try repeats.append(RepeatedRecord(group: key.hash, side: side, packedPosition: position))
        }
    }

    /// Adds an entry whose id is not in the table; room was made for it.
    mutating func adopt(_ entry: EventEntry) {
        for side in 0...1 where entry.counts[side] == EventEntry.uncounted { hasUncounted = true }
        _ = insert(entry, at: place(of: entry.hash))
    }

    /// The id's entry, if it has one.
    func lookUp(_ hash: IDHash) -> EventEntry? {
        guard slotCount > 0 else { return nil }
        let slot = slots[place(of: hash)]
        return slot == 0 ? nil : entry(Int(slot & Self.numberMask) &- 1).pointee
    }

    /// All entries, in stretches.
    func forEachStretch(
        _ body: (UnsafeBufferPointer<EventEntry>) throws(SpillFailure) -> Void
    ) throws(SpillFailure) {
        var left = count
        for chunk in chunks where left > 0 {
            let here = min(left, 1 << chunkBits)
            try body(UnsafeBufferPointer(start: chunk, count: here))
            left -= here
        }
    }

    /// Replaces the entries of each chunk by the present events among them, in order, and hands those out.
    ///
    /// Their memory stays the table's; only ``removeAll()`` may follow.
    mutating func becomeRuns(_ body: (UnsafeBufferPointer<PresentEvent>) -> Void) {
        freeIndex()
        (slots, slotCount) = (.allocate(capacity: 0), 0)
        let sort = WordSort(words: MemoryLayout<PresentEvent>.stride / 8)
        var left = count
        for chunk in chunks where left > 0 {
            let here = min(left, 1 << chunkBits)
            left -= here
            let kept = Self.keepPresent(UnsafeMutableRawPointer(chunk), here)
            guard kept > 0 else { continue }
            let events = UnsafeMutableRawPointer(chunk).bindMemory(to: PresentEvent.self, capacity: kept)
            events.withMemoryRebound(to: UInt64.self, capacity: kept * sort.words) { sort.sort($0, count: kept) }
            body(UnsafeBufferPointer(start: events, count: kept))
        }
    }

    /// Writes the present events among so many entries over them; an event is shorter than the entry it comes from.
    private static func keepPresent(_ chunk: UnsafeMutableRawPointer, _ count: Int) -> Int {
        var kept = 0
        for place in 0..<count {
            let entry = chunk.load(fromByteOffset: place * MemoryLayout<EventEntry>.stride, as: EventEntry.self)
            guard let event = PresentEvent(entry) else { continue }
            chunk.storeBytes(of: event, toByteOffset: kept * MemoryLayout<PresentEvent>.stride, as: PresentEvent.self)
            kept += 1
        }
        return kept
    }

    /// Forgets all entries and gives the memory back.
    mutating func removeAll() {
        free()
        (count, room, slotCount, hasUncounted) = (0, 0, 0, false)
        chunks = []
        slots = .allocate(capacity: 0)
    }

    /// Looks all keys up before any is merged, so that the memory accesses overlap; fills `found`.
    ///
    /// A key counts as found only at its first slot.
    @inline(__always)
    private func locate(_ keys: UnsafeBufferPointer<EventKey>) {
        let mask = slotCount &- 1
        for (index, key) in keys.enumerated() { found[index] = slots[Int(truncatingIfNeeded: key.hash.low) & mask] }
        for (index, key) in keys.enumerated() {
            let slot = found[index]
            let number = slot & Self.numberMask
            let isHere = number != 0 && slot &>> 24 == Self.tag(key.hash)
            found[index] = isHere && entry(Int(number) &- 1).pointee.hash.equals(key.hash) ? number : 0
        }
    }

    @inline(__always)
    private func entry(_ number: Int) -> UnsafeMutablePointer<EventEntry> {
        chunks[number &>> chunkBits] + (number & (1 &<< chunkBits &- 1))
    }

    /// The hash bits that an index slot repeats.
    @inline(__always)
    private static func tag(_ hash: IDHash) -> UInt32 { UInt32(truncatingIfNeeded: hash.low &>> 56) }

    /// Where in the index the hash's number stands, or would have to stand; there is always a free place.
    @inline(__always)
    private func place(of hash: IDHash) -> Int {
        let mask = slotCount &- 1
        var place = Int(truncatingIfNeeded: hash.low) & mask
        while slots[place] != 0 {
            let slot = slots[place]
            if slot &>> 24 == Self.tag(hash),
                entry(Int(slot & Self.numberMask) &- 1).pointee.hash.equals(hash)
            {
                break
            }
            place = (place &+ 1) & mask
        }
        return place
    }

    /// The hash's entry, a new one if it has none yet.
    @inline(__always)
    private mutating func entry(for hash: IDHash) -> UnsafeMutablePointer<EventEntry> {
        let place = place(of: hash)
        let slot = slots[place]
        return slot != 0 ? entry(Int(slot & Self.numberMask) &- 1) : insert(EventEntry(hash: hash), at: place)
    }

    @inline(__always)
    private mutating func insert(_ new: EventEntry, at place: Int) -> UnsafeMutablePointer<EventEntry> {
        let entry = entry(count)
        entry.initialize(to: new)
        count &+= 1
        slots[place] = Self.tag(new.hash) &<< 24 | UInt32(truncatingIfNeeded: count)
        return entry
    }

    private mutating func growIndex(to wanted: Int) {
        slots.deallocate()
        account.release(slotCount * MemoryLayout<UInt32>.stride)
        slots = .allocate(capacity: wanted)
        slots.initialize(repeating: 0, count: wanted)
        slotCount = wanted
        let mask = wanted &- 1
        for number in 0..<count {
            let hash = entry(number).pointee.hash
            var place = Int(truncatingIfNeeded: hash.low) & mask
            while slots[place] != 0 { place = (place &+ 1) & mask }
            slots[place] = Self.tag(hash) &<< 24 | UInt32(truncatingIfNeeded: number &+ 1)
        }
    }

    private func free() {
        pool.giveBack(chunks)
        account.release(chunks.count * pool.chunkBytes)
        freeIndex()
    }

    private func freeIndex() {
        slots.deallocate()
        account.release(slotCount * MemoryLayout<UInt32>.stride)
    }
}

extension IDHash {
    /// `==`, in a form that is inlined in other modules.
    @inline(__always)
    func equals(_ other: IDHash) -> Bool { low == other.low && high == other.high }
}

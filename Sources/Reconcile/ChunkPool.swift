import Synchronization

/// Hands out stretches of entries of one size, cut from large slabs, and takes them back.
///
/// Tables of many threads grow at once; an allocator that asks the system for each chunk holds all of them up. Huge
/// pages were tried: faster at best, but much slower whenever the system has to make room for one.
final class ChunkPool: Sendable {
    /// Entries of a chunk; a power of two.
    let chunkEntries: Int

    private let chunksPerSlab: Int
    private let state = Mutex(State())

    private struct State: @unchecked Sendable {
        // The addresses are only ever used under the lock, or by the one table that was given the chunk.
        var slabs: [UnsafeMutableRawPointer] = []
        var free: [UnsafeMutablePointer<EventEntry>] = []
        var given = 0
    }

    /// `slab` is the size of a slab in bytes.
    init(chunkEntries: Int, slab: Int) {
        self.chunkEntries = chunkEntries
        chunksPerSlab = max(1, slab / (chunkEntries * MemoryLayout<EventEntry>.stride))
    }

    deinit {
        state.withLock { state in
            for slab in state.slabs { slab.deallocate() }
        }
    }

    /// Size of a chunk in bytes.
    var chunkBytes: Int { chunkEntries * MemoryLayout<EventEntry>.stride }

    /// A chunk of uninitialised entries.
    func take() -> UnsafeMutablePointer<EventEntry> {
        let place = state.withLock { state in
            state.given += 1
            if state.free.isEmpty { addSlab(to: &state) }
            return UInt(bitPattern: state.free.removeLast())
        }
        guard let chunk = UnsafeMutablePointer<EventEntry>(bitPattern: place) else { preconditionFailure() }
        return chunk
    }

    /// Takes chunks back; when none is in use any more, the system gets the memory.
    func giveBack(_ chunks: [UnsafeMutablePointer<EventEntry>]) {
        let places = chunks.map { UInt(bitPattern: $0) }
        state.withLock { state in
            state.free += places.compactMap { UnsafeMutablePointer(bitPattern: $0) }
            state.given -= places.count
            guard state.given == 0 else { return }
            for slab in state.slabs { slab.deallocate() }
            state = State()
        }
    }

    private func addSlab(to state: inout State) {
        let slab = UnsafeMutableRawPointer.allocate(
            byteCount: chunksPerSlab * chunkBytes, alignment: MemoryLayout<EventEntry>.alignment)
        state.slabs.append(slab)
        for number in (0..<chunksPerSlab).reversed() {
            state.free.append((slab + number * chunkBytes).assumingMemoryBound(to: EventEntry.self))
        }
    }
}

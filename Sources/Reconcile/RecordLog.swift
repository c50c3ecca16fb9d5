import FileAccess

/// A list that is only appended to, and goes to the spill file block by block when it may not hold more memory.
///
/// Sendable because it is filled by one thread, or under one lock, and read only after that; reading changes nothing.
final class RecordLog<Element: BitwiseCopyable>: @unchecked Sendable {
    private(set) var count = 0

    private let file: SpillFile
    private let account: MemoryAccount
    private let blockCount: Int
    /// Whether full blocks stay in memory as long as the account allows it.
    private let keeps: Bool
    private var blocks: [UnsafeMutablePointer<Element>] = []
    private var lastCount = 0
    private var stretches: [(offset: Int, count: Int)] = []

    /// `block` is the size of a block in bytes.
    init(file: SpillFile, account: MemoryAccount, block: Int, keeps: Bool) {
        self.file = file
        self.account = account
        self.keeps = keeps
        blockCount = max(1, block / MemoryLayout<Element>.stride)
    }

    deinit { releaseBlocks() }

    /// Adds an element at the end.
    func append(_ element: Element) throws(SpillFailure) {
        if blocks.isEmpty || lastCount == blockCount { try startBlock() }
        (blocks[blocks.count - 1] + lastCount).initialize(to: element)
        lastCount += 1
        count += 1
    }

    /// Writes out what is in memory and gives the memory back.
    func spill() throws(SpillFailure) {
        for (number, block) in blocks.enumerated() {
            let here = elements(inBlock: number)
            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(start: block, count: here))
            stretches.append((try file.append(RawSpan(_unsafeBytes: bytes)), here))
        }
        releaseBlocks()
        blocks = []
        lastCount = 0
    }

    /// All elements, in the order they came, in stretches.
    func forEachStretch(
        _ body: (UnsafeBufferPointer<Element>) throws(SpillFailure) -> Void
    ) throws(SpillFailure) {
        try forEachWrittenStretch(body)
        for (number, block) in blocks.enumerated() {
            try body(UnsafeBufferPointer(start: block, count: elements(inBlock: number)))
        }
    }

    private func forEachWrittenStretch(
        _ body: (UnsafeBufferPointer<Element>) throws(SpillFailure) -> Void
    ) throws(SpillFailure) {
        guard !stretches.isEmpty else { return }
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: blockCount)
        defer { buffer.deallocate() }
        for (offset, count) in stretches {
            let part = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            var bytes = MutableRawSpan(_unsafeBytes: UnsafeMutableRawBufferPointer(part))
            try file.read(into: &bytes, at: offset)
            try body(UnsafeBufferPointer(part))
        }
    }

    private func elements(inBlock number: Int) -> Int { number == blocks.count - 1 ? lastCount : blockCount }

    private func startBlock() throws(SpillFailure) {
        let isFirst = blocks.isEmpty
        if isFirst {
            account.take(blockBytes)
        } else if !keeps || !account.reserve(blockBytes) {
            try spill()
            account.take(blockBytes)
        }
        blocks.append(.allocate(capacity: blockCount))
        lastCount = 0
    }

    private var blockBytes: Int { blockCount * MemoryLayout<Element>.stride }

    private func releaseBlocks() {
        for block in blocks { block.deallocate() }
        account.release(blocks.count * blockBytes)
    }
}

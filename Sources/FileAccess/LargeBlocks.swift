import CAllocator

/// How the C library treats large blocks of memory.
package enum LargeBlocks {
    /// From this many bytes on a block has pages of its own.
    private static let least: Int32 = 128 << 10

    /// Has large blocks go back to the system when they are freed; to be called once, at the start of the process.
    ///
    /// Answers of a MiB come and go for as long as a pull takes. The library would learn to take them from the heap, and
    /// the heap would keep them: a pull of 4,000,000 events held twice as much memory.
    package static func giveBackAtOnce() {
        // A refusal leaves things as they were.
        _ = mallopt(M_MMAP_THRESHOLD, least)
    }
}

/// What a run may use, worked out once.
struct RunSettings: Sendable {
    /// Bound of tables and buffers, bytes.
    let memory: Int
    let workers: Int
    /// Folder of nameless temporary files.
    let spillFolder: String
    /// Nanoseconds of a clock that never jumps.
    let uptime: @Sendable () -> Int64

    /// A record longer than a quarter of the memory, or than 256 MiB, is not read.
    var longestRecord: Int { min(memory / 4, 256 << 20) }

    /// What tables and sorting may take: the rest is for the workers' blocks and for the results.
    var reconcileMemory: Int { max(memory - workers * (4 << 20) - memory / 8, memory / 2) }
}

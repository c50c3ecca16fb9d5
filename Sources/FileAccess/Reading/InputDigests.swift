import Synchronization

/// SHA-256 digests of input files, taken on threads of their own while the files are read for the audit.
package final class InputDigests: Sendable {
    /// Lower-case hexadecimal digest and size on disk.
    package struct Digest: Sendable {
        package let sha256: String
        package let bytes: Int
        /// Of the parts that were named, in their order.
        package var parts: [String] = []
    }

    /// A file, and parts of it whose digests are wanted as well.
    package struct Input: Sendable {
        package let path: String
        /// For each part its byte ranges, ascending.
        package var parts: [[Range<Int>]] = []

        /// A file without parts.
        package init(_ path: String) { self.path = path }
    }

    private let results: Mutex<[String: Result<Digest, FileFailure>]> = Mutex([:])
    private let started: Mutex<[String: Input]> = Mutex([:])
    private let isStopped = Atomic(false)
    private let handles: Mutex<[WorkerThreads.Handle]> = Mutex([])

    /// Nothing is read yet.
    package init() {}

    /// Begins to read these files, one after another, on one thread.
    package func start(_ inputs: [Input]) {
        guard !inputs.isEmpty else { return }
        started.withLock { started in
            for input in inputs { started[input.path] = input }
        }
        let handle = WorkerThreads.start { [self] in
            for input in inputs where !isStopped.load(ordering: .relaxed) {
                let result = Result { () throws(FileFailure) in try digest(input) }
                results.withLock { $0[input.path] = result }
            }
        }
        if let handle { handles.withLock { $0.append(handle) } }
    }

    /// Waits for the threads and returns the digests by path; files that no thread got to are read now.
    package func finish(_ paths: [String]) throws(FileFailure) -> [String: Digest] {
        for handle in handles.withLock({ handles in
            defer { handles = [] }
            return handles
        }) { handle.join() }
        let (known, started) = (results.withLock { $0 }, started.withLock { $0 })
        var digests: [String: Digest] = [:]
        for path in paths {
            if let result = known[path] {
                digests[path] = try result.get()
            } else {
                digests[path] = try digest(started[path] ?? Input(path))
            }
        }
        return digests
    }

    /// Asks the threads to end after their present block.
    package func stop() { isStopped.store(true, ordering: .relaxed) }

    private func digest(_ wanted: Input) throws(FileFailure) -> Digest {
        let input = try ByteInput(path: wanted.path, unpacks: false)
        var parts = PartDigests(wanted.parts)
        let buffer = BlockBuffer(capacity: 256 << 10)
        var digest = FileDigest()
        while !isStopped.load(ordering: .relaxed) {
            buffer.reset(capacity: 256 << 10)
            if try input.read(into: buffer, upTo: 256 << 10) == 0 { break }
            buffer.withBytes { bytes in
                digest.update(bytes)
                parts.take(bytes)
            }
        }
        return Digest(sha256: digest.hexadecimal(), bytes: input.bytesRead, parts: parts.finish())
    }
}

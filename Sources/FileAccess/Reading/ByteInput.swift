import Glibc

/// The bytes of one file in order, decompressed and as UTF-8; at most what the file held when it was opened.
@safe package final class ByteInput {
    /// How a file's bytes are dressed.
    package enum Encoding: Sendable, Hashable {
        case utf8, utf16LittleEndian, utf16BigEndian
    }

    package let path: String
    /// Size on disk when it was opened; nil for a pipe.
    package let diskBytes: Int?
    /// Whether the content is gzip.
    package let isGzip: Bool
    /// Bytes taken from the disk so far.
    package private(set) var bytesRead = 0
    /// Whether compressed data ended in the middle or was damaged; what came before is kept.
    package private(set) var isCut = false
    /// Whether the file had become shorter than it was when it was opened.
    package private(set) var hasShrunk = false

    private let descriptor: Int32
    private let inflater: GzipInflater?
    private let utf16: UTF16Decoder?
    private let raw: BlockBuffer?

    /// Opens a file or a pipe.
    ///
    /// - Parameters:
    ///   - encoding: what the decompressed bytes are; UTF-16 is handed out as UTF-8.
    ///   - unpacks: false hands out compressed bytes as they are.
    /// - Throws: ``FileFailure`` when it cannot be opened, or is a folder.
    package init(path: String, encoding: Encoding = .utf8, unpacks: Bool = true) throws(FileFailure) {
        self.path = path
        // SAFETY: open reads the string, which lives during the call.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open", path) }
        var status = stat()
        // SAFETY: fstat fills the structure, which lives during the call.
        let known = unsafe fstat(descriptor, &status) == 0
        let kind = status.st_mode & S_IFMT
        if known, kind == S_IFDIR {
            close(descriptor)
            throw FileFailure(step: "read", path: path, errorNumber: EISDIR)
        }
        diskBytes = known && kind == S_IFREG ? Int(status.st_size) : nil
        var magic: [UInt8] = [0, 0]
        // SAFETY: pread writes at most two bytes into the array.
        isGzip = unsafe unpacks && pread(descriptor, &magic, 2, 0) == 2 && magic == [0x1F, 0x8B]
        inflater = isGzip ? GzipInflater() : nil
        utf16 = encoding == .utf8 ? nil : UTF16Decoder(isLittleEndian: encoding == .utf16LittleEndian)
        raw = isGzip || encoding != .utf8 ? BlockBuffer(capacity: 256 << 10) : nil
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit { close(descriptor) }

    /// Appends up to `limit` bytes; 0 means the end.
    ///
    /// - Throws: ``FileFailure`` when reading fails.
    package func read(into buffer: BlockBuffer, upTo limit: Int) throws(FileFailure) -> Int {
        guard let utf16, let raw else { return try readBytes(into: buffer, upTo: limit) }
        while true {
            raw.reset(capacity: 256 << 10)
            let count = try readBytes(into: raw, upTo: max(min(limit, 256 << 10) / 2, 4))
            let before = buffer.count
            raw.withBytes { utf16.decode($0, into: buffer, isLast: count == 0) }
            if buffer.count > before || count == 0 { return buffer.count - before }
        }
    }

    /// Whether ``seek(to:)`` works: the bytes are handed out as they lie in a file.
    package var canSeek: Bool { inflater == nil && utf16 == nil && diskBytes != nil }

    /// Goes on reading at a byte offset of the file.
    package func seek(to offset: Int) throws(FileFailure) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .last("read", path) }
        bytesRead = offset
    }

    private func readBytes(into buffer: BlockBuffer, upTo limit: Int) throws(FileFailure) -> Int {
        guard let inflater else { return try readDisk(into: buffer, upTo: limit) }
        while true {
            let written = try unsafe buffer.appendUninitialized(limit) { output, room throws(FileFailure) in
                unsafe inflater.inflate(into: output, room)
            }
            if written > 0 { return written }
            if inflater.isDamaged {
                isCut = true
                return 0
            }
            let input = inflater.input
            input.reset(capacity: 256 << 10)
            if try readDisk(into: input, upTo: 256 << 10) == 0 {
                isCut = isCut || !inflater.isAtMemberEnd
                return 0
            }
            inflater.inputArrived()
        }
    }

    private func readDisk(into buffer: BlockBuffer, upTo limit: Int) throws(FileFailure) -> Int {
        let allowed = diskBytes.map { min(limit, $0 - bytesRead) } ?? limit
        guard allowed > 0 else { return 0 }
        let count = try unsafe buffer.appendUninitialized(allowed) { output, room throws(FileFailure) in
            while true {
                // SAFETY: read writes at most `room` bytes, for which there is space.
                let count = unsafe Glibc.read(descriptor, output, room)
                if count >= 0 { return count }
                guard errno == EINTR else { throw .last("read", path) }
            }
        }
        bytesRead += count
        if count == 0 { hasShrunk = diskBytes != nil }
        return count
    }
}

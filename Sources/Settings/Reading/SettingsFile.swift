import Glibc

/// Reads small files: configurations, credentials.
enum SettingsFile {
    /// Why a file gave no bytes.
    enum Failure: Error {
        case system(errorNumber: Int32)
        case tooLong(limit: Int)

        /// The system's words, or the limit.
        var words: String {
            switch self {
            case .system(let errorNumber): String(cString: strerror(errorNumber))
            case .tooLong(let limit): "it has more than \(limit) bytes"
            }
        }
    }

    /// All bytes of a file or pipe.
    static func bytes(of path: String, atMost limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errorNumber: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(descriptor, &block, block.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += block[..<count]
            } else if errno != EINTR {
                throw .system(errorNumber: errno)
            }
            guard bytes.count <= limit else { throw .tooLong(limit: limit) }
        }
    }

    /// Whether something has that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether others than the owner may read a file; false where there is none.
    static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & (S_IRGRP | S_IROTH) != 0
    }
}

import ByteScan
import FileAccess

/// Small files of a trail, read whole.
enum TrailBytes {
    /// The unpacked bytes.
    ///
    /// - Throws: ``FileFailure`` also for a file that is cut or longer than `limit`.
    static func all(of path: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: 64 << 10)
        while try input.read(into: buffer, upTo: 1 << 20) > 0 {
            // 27 is EFBIG and 74 EBADMSG, whose words fit.
            if buffer.count > limit { throw FileFailure(step: "read", path: path, errorNumber: 27) }
        }
        if input.isCut || input.hasShrunk { throw FileFailure(step: "unpack", path: path, errorNumber: 74) }
        return buffer.withBytes { span in span.indices.map { span[$0] } }
    }

    /// The signature of a digest, hexadecimal: in `NAME.signature`, or in `NAME.metadata`, which holds the answer of
    /// `aws s3api head-object` or its `Metadata` alone; nil when there is neither.
    static func signature(of path: String) -> String? {
        if FileKind.of(path + ".signature") == .file {
            // A file that cannot be read is as good as none, and a missing signature is told.
            return (try? all(of: path + ".signature", atMost: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
        }
        guard FileKind.of(path + ".metadata") == .file, let bytes = try? all(of: path + ".metadata", atMost: 1 << 20),
            let tree = try? JSONTree(parsing: bytes)
        else { return nil }
        return (tree["Metadata"] ?? tree)["signature"]?.text
    }
}

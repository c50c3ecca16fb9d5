/// Small files as a whole: descriptions, manifests, configurations.
package enum FileText {
    /// The file's bytes, the first `most` of them when there are more.
    ///
    /// - Throws: ``FileFailure`` when it cannot be opened or read.
    package static func read(_ path: String, most: Int) throws(FileFailure) -> [UInt8] {
        let input = try ByteInput(path: path, unpacks: false)
        let buffer = BlockBuffer(capacity: 64 << 10)
        while buffer.count < most, try input.read(into: buffer, upTo: min(64 << 10, most - buffer.count)) > 0 {}
        return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
}

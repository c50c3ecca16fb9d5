package import ByteScan

/// What was noticed about a whole file by reading it to its end.
package struct FileEnding: Sendable {
    package var cut = CutEnding()
    /// The compressed data was cut or damaged.
    package var isGzipCut = false
    /// The file became shorter, or otherwise another one, while it was read.
    package var hasChanged = false
    /// Texts of the envelopes without their events.
    package var frames: [[UInt8]] = []
    /// Names of the envelope forms that were found.
    package var forms: [String] = []
    /// Values beside envelopes.
    package var strayValues = 0
    package var bytesRead = 0
    /// Decompressed bytes.
    package var bytes = 0

    /// Nothing noticed.
    package init() {}
}

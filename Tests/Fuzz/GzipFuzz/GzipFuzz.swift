import FileAccess
import Foundation

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private let path = "/dev/shm/siemgap-gzip-\(ProcessInfo.processInfo.processIdentifier)"

/// Compressed text gives the same bytes, and the same judgement, however much is asked for at a time.
private func check(_ packed: [UInt8]) {
    precondition(FileManager.default.createFile(atPath: path, contents: Data([0x1F, 0x8B] + packed)))
    defer { unlink(path) }
    let whole = unpacked(1 << 20)
    for step in [1, 63, 4096] where whole.count < 1 << 16 { precondition(unpacked(step) == whole) }
}

/// The unpacked bytes, up to a limit that any step divides, and whether they end in the middle.
private func unpacked(_ step: Int) -> [UInt8] {
    guard let input = try? ByteInput(path: path) else { preconditionFailure("cannot open \(path)") }
    let buffer = BlockBuffer(capacity: 1 << 16)
    while buffer.count < 1 << 20, let count = try? input.read(into: buffer, upTo: step), count > 0 {}
    return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } } + [input.isCut ? 1 : 0]
}

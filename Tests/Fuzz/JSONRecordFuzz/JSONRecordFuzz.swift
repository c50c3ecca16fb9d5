import ByteScan
import TestKit

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// The kernels and the plain path agree about every text, as lines and as values.
private func check(_ text: [UInt8]) {
    for kind in [ScanSnapshot.Kind.lines, .values] {
        precondition(ScanSnapshot(text, kind, usesKernels: true) == ScanSnapshot(text, kind, usesKernels: false))
    }
}

import ByteScan
import TestKit

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// The kernels and the plain path agree about every row, and about where rows end.
private func check(_ text: [UInt8]) {
    guard let first = text.first else { return }
    let separator: UInt8 = [0x2C, 0x3B, 0x09, 0x7C][Int(first & 3)]
    let quick = ScanSnapshot(text, .rows, usesKernels: true, separator: separator)
    precondition(quick == ScanSnapshot(text, .rows, usesKernels: false, separator: separator))
    for step in [Int(first) + 1, text.count] {
        let cut = CutSnapshot(text, RowCutter(separator: separator), step: step)
        precondition(cut == CutSnapshot(text, RowCutter(separator: separator, usesKernels: false), step: step))
    }
    _ = CSVRow.texts(text.span, separator: separator)
}

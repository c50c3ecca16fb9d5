import ByteScan
import ExportReaders
import TestKit

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Values are the same however their bytes arrive, and a decision about an envelope stands from where it was made.
private func check(_ text: [UInt8]) {
    for forms in [EnvelopeTable.all, []] {
        let whole = CutSnapshot(text, ValueCutter(forms: forms), step: text.count)
        for step in [1, 7, 64] where text.count < 4096 {
            precondition(CutSnapshot(text, ValueCutter(forms: forms), step: step) == whole)
        }
    }
    var seeker = EnvelopeSeeker(EnvelopeTable.all)
    let answer = seeker.look(at: text.span)
    guard case .found(_, let start, _) = answer else { return }
    precondition(seeker.look(at: text.span.extracting(0..<start)) == answer)
    precondition(seeker.look(at: text.span.extracting(0..<start - 1)) == .needsMore)
}

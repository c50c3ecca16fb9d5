import ExportReaders

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// A path that can be read is written so that it is read as itself.
private func check(_ text: [UInt8]) {
    let text = String(decoding: text, as: UTF8.self)
    // A text that is no path says so by throwing.
    if let path = try? FieldPath(parsing: text) { precondition((try? FieldPath(parsing: path.description)) == path) }
    _ = try? FieldPath.list(parsing: text)
}

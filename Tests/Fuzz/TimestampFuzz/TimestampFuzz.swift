import AuditModel
import ByteScan

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private let readers = [ZoneRule.utc, .fixed(seconds: 19_800), .unknown].flatMap { zone in
    [DayOrder.undecided, .dayFirst].map { TimestampReader(zone: zone, dayOrder: $0, referenceYear: 2026) }
}

/// The quick way reads what the explaining way reads, and a survey takes every text.
private func check(_ text: [UInt8]) {
    for reader in readers { precondition(reader.read(text.span) == reader.reading(text.span).time) }
    var survey = TimestampSurvey()
    survey.observe(text.span, order: 0)
}

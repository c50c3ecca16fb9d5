/// Month and weekday names in English, whole or cut to three letters or more.
struct EnglishName: Equatable {
    /// Five bits for each of the first nine letters, the first letter highest.
    private let bits: UInt64
    private let length: Int

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { EnglishName($0.utf8) }

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .map { EnglishName($0.utf8) }

    /// Takes the letters at `range`, in either case.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        length = range.count
        var bits: UInt64 = 0
        for index in range.prefix(9) { bits = bits << 5 | UInt64(bytes[index] & 0x1F) }
        self.bits = bits
    }

    private init(_ letters: String.UTF8View) {
        length = letters.count
        bits = letters.reduce(0) { $0 << 5 | UInt64($1 & 0x1F) }
    }

    /// 1 to 12, or nil.
    var month: Int? { Self.months.firstIndex(where: isBeginning).map { $0 + 1 } }

    /// Whether it names a day of the week.
    var isWeekday: Bool { Self.weekdays.contains(where: isBeginning) }

    private func isBeginning(of whole: EnglishName) -> Bool {
        length >= 3 && length <= whole.length && whole.bits >> UInt64(5 * (whole.length - length)) == bits
    }
}

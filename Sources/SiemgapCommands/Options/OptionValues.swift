import AuditModel
import Auditing
import Glibc

/// Reads the values of options.
///
/// Each function throws a ``UsageFault`` that names the flag and shows a right value.
enum OptionValues {
    /// A duration: its length, and the unit it was written in; both nanoseconds.
    struct Length: Hashable {
        let nanoseconds: Int64
        let unit: Int64
    }

    /// An RFC 3339 time with offset, or a date, which means its midnight in UTC; nanoseconds since the Unix epoch.
    static func instant(_ text: String, flag: String) throws(UsageFault) -> Int64 {
        guard let fields = TimeFields(text) else {
            throw UsageFault(
                "\(flag) \"\(text)\" is not a time",
                fix: "write \(flag) 2026-11-14T02:00:00Z, or a date such as 2026-11-14")
        }
        if let instant = fields.instant { return instant }
        throw fields.withoutZone(text, flag: flag)
    }

    /// `90s`, `15m`, `2h`, `7d`.
    static func duration(_ text: String, flag: String) throws(UsageFault) -> Length {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let seconds = units[last], let count = wholeNumber(text.dropLast()) else {
            throw UsageFault("\(flag) \"\(text)\" is not a duration", fix: "write it as 90s, 15m, 2h or 7d")
        }
        let unit = seconds * 1_000_000_000
        let (length, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
        guard !overflow else { throw UsageFault("\(flag) \"\(text)\" is too long", fix: "give at most 100000d") }
        return Length(nanoseconds: length, unit: unit)
    }

    /// `512MiB`, `2GiB`; bytes, at least `least`.
    static func size(_ text: String, flag: String, least: Int) throws(UsageFault) -> Int {
        let fix = "write it as 512MiB or 2GiB, at least \(least >> 20)MiB"
        let shifts = ["KiB": 10, "MiB": 20, "GiB": 30]
        guard let shift = shifts[String(text.suffix(3))], let count = wholeNumber(text.dropLast(3)),
            count <= Int.max >> (shift + 1)
        else { throw UsageFault("\(flag) \"\(text)\" is not a size", fix: fix) }
        guard count << shift >= least else { throw UsageFault("\(flag) \(text) is too little", fix: fix) }
        return count << shift
    }

    /// `0`, `25`, `20ppm`.
    static func tolerance(_ text: String, flag: String) throws(UsageFault) -> Tolerance {
        if text.hasSuffix("ppm"), let count = wholeNumber(text.dropLast(3)), count <= 1_000_000 {
            return .perMillion(count)
        }
        if let count = wholeNumber(text[...]) { return .events(count) }
        throw UsageFault(
            "\(flag) \"\(text)\" is not a tolerance", fix: "give a number of events, or events per million as 20ppm")
    }

    /// `operation=Send`, or `A|B=V` with a path for each side.
    static func filter(_ text: String, flag: String) throws(UsageFault) -> Filter {
        let columns = ["operation", "type", "user", "app", "address", "result", "scope"]
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw UsageFault(
                "\(flag) \"\(text)\" has no value", fix: "write \(flag) operation=Send, or \(flag) 'A|B=V'")
        }
        let name = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        let paths = name.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if paths.count == 2, !paths[0].isEmpty, !paths[1].isEmpty {
            return .paths(authority: paths[0], siem: paths[1], value: value)
        }
        guard columns.contains(name) else {
            let nearest = NearestWord.find(name, among: columns).map { "did you mean \($0)? " } ?? ""
            throw UsageFault(
                "\(flag) \"\(name)\" is not a column both sides have",
                fix: "\(nearest)columns: \(columns.joined(separator: " ")); or a path for each side: 'A|B=V'")
        }
        return .column(name, value: value)
    }

    /// Field paths separated by commas; commas inside quotes belong to a path.
    static func paths(_ text: String, flag: String) throws(UsageFault) -> [String] {
        var paths = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                paths.append("")
            } else {
                paths[paths.count - 1].append(character)
            }
        }
        guard !isQuoted, !paths.contains("") else {
            throw UsageFault(
                "\(flag) \"\(text)\" is not a list of field paths", fix: "write \(flag) Id, or \(flag) UserId,Operation"
            )
        }
        return paths
    }

    private static func wholeNumber(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }
}

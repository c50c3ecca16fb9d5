import AuditModel
import Auditing
import ByteScan
import Settings

/// Reads the values of options.
///
/// Each function throws a ``UsageFault`` that names the flag and shows a right value.
enum OptionValues {
    /// An RFC 3339 time with offset, or a date, which means its midnight in UTC; nanoseconds since the Unix epoch.
    ///
    /// - Parameter machineZone: the value of `TZ`; a refusal of a time without zone names its readings there.
    static func instant(_ text: String, flag: String, machineZone: String? = nil) throws(UsageFault) -> Int64 {
        do throws(TimeTextError) {
            return try TimeText.parse(text, option: flag)
        } catch {
            guard case .noZone = error.reason else { throw UsageFault(error.problem) }
            throw UsageFault(withReadings(error, zone: machineZone).problem)
        }
    }

    /// The same refusal with what the time means on this machine.
    private static func withReadings(_ error: TimeTextError, zone variable: String?) -> TimeTextError {
        let zones = ZoneDatabase()
        // Without a table of the machine's zone the refusal stands as it is.
        let zone = zones.machineZoneName(variable: variable).flatMap { try? zones.zone(named: $0) }
        do throws(TimeTextError) {
            _ = try TimeText.parse(error.text, option: error.option, machineZone: zone)
            return error
        } catch let worded {
            return worded
        }
    }

    /// `90s`, `15m`, `2h`, `7d`.
    static func duration(_ text: String, flag: String) throws(UsageFault) -> DurationText {
        do throws(DurationTextError) {
            return try DurationText(parsing: text)
        } catch {
            throw UsageFault(error.problem, flag: flag)
        }
    }

    /// `512MiB`, `2GiB`; bytes, at least `least`.
    static func size(_ text: String, flag: String, least: Int) throws(UsageFault) -> Int {
        do throws(SizeTextError) {
            let size = Int(try SizeText(parsing: text).bytes)
            if size >= least { return size }
        } catch {
            throw UsageFault(error.problem, flag: flag)
        }
        throw UsageFault(
            code: "E-SIZE", "\(flag) \(text) is too little", fix: "write 512MiB or 4GiB, at least \(least >> 20)MiB")
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
    static func filter(_ text: String, flag: String) throws(UsageFault) -> FieldCondition {
        let columns = FieldCondition.columns
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw UsageFault(
                "\(flag) \"\(text)\" has no value", fix: "write \(flag) operation=Send, or \(flag) 'A|B=V'")
        }
        let name = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        let paths = name.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if paths.count == 2, !paths[0].isEmpty, !paths[1].isEmpty {
            return FieldCondition(field: .paths(authority: paths[0], siem: paths[1]), value: value)
        }
        guard columns.contains(name) else {
            let nearest = NearestWord.find(name, among: columns).map { "did you mean \($0)? " } ?? ""
            throw UsageFault(
                "\(flag) \"\(name)\" is not a column both sides have",
                fix: "\(nearest)columns: \(columns.joined(separator: " ")); or a path for each side: 'A|B=V'")
        }
        return FieldCondition(field: .column(name), value: value)
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

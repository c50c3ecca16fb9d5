import AuditModel

/// Reads the window a client asks a REST service for.
struct RESTWindow {
    let profile: RESTProfile

    /// The half-open window; an end that is not given is open.
    func window(_ fields: RESTFields) throws(ListingRefusal) -> TimeWindow {
        let (from, to) = try ends(fields)
        guard from <= to else { throw .invalid(parameter: profile.from.name, said: "The start lies after the end.") }
        return TimeWindow(from: from, to: to)
    }

    private func ends(_ fields: RESTFields) throws(ListingRefusal) -> (Int64, Int64) {
        switch profile.time.place {
        case .query: return try ends(fields[profile.from.name], profile.to.flatMap { fields[$0.name] })
        case .none: return (.min, .max)
        case .body(let object):
            return try ends(
                fields.member(profile.from.name, inside: object),
                profile.to.flatMap { fields.member($0.name, inside: object) })
        case .twice(let name):
            let values = fields.values(name)
            return try ends(values.first, values.count > 1 ? values[1] : nil)
        case .odata(let parameter, let field):
            guard let text = fields[parameter] else { return (.min, .max) }
            return try compared(
                text, field: field, joint: " and ", signs: [("ge", true, true), ("le", false, true)], quote: "'")
        case .filter(let member, let field):
            guard let text = fields.member(member, inside: nil) else { return (.min, .max) }
            let signs = [(">=", true, true), ("<=", false, true), (">", true, false), ("<", false, false)]
            return try compared(text, field: field, joint: " AND ", signs: signs, quote: "\"")
        }
    }

    private func ends(_ from: String?, _ to: String?) throws(ListingRefusal) -> (Int64, Int64) {
        var window = (Int64.min, Int64.max)
        if let from { window.0 = lower(try instant(from, profile.from.name), profile.from.isInclusive) }
        if let to, let bound = profile.to { window.1 = upper(try instant(to, bound.name), bound.isInclusive) }
        return window
    }

    /// Comparisons of one field, each with a sign, a side and whether it includes its value.
    private func compared(
        _ text: String, field: String, joint: String, signs: [(String, Bool, Bool)], quote: Character
    ) throws(ListingRefusal) -> (Int64, Int64) {
        var window = (Int64.min, Int64.max)
        for term in text.split(separator: joint) {
            let rest = term.trimmingPrefix { $0 == " " }.trimmingPrefix(field).trimmingPrefix { $0 == " " }
            guard let sign = signs.first(where: { rest.hasPrefix($0.0) }) else {
                throw .invalid(parameter: field, said: "The expression '\(term)' is not known.")
            }
            let value = rest.dropFirst(sign.0.count).trimmingPrefix { $0 == " " }
            guard value.count > 2, value.first == quote, value.last == quote else {
                throw .invalid(parameter: field, said: "A date must be in quotes.")
            }
            let time = try instant(String(value.dropFirst().dropLast()), field)
            if sign.1 {
                window.0 = max(window.0, lower(time, sign.2))
            } else {
                window.1 = min(window.1, upper(time, sign.2))
            }
        }
        return window
    }

    private func lower(_ instant: Int64, _ isInclusive: Bool) -> Int64 {
        isInclusive ? instant : RequestTime.after(instant, unit: profile.shape.resolution)
    }

    /// A date stands for its whole day.
    private func upper(_ instant: Int64, _ isInclusive: Bool) -> Int64 {
        if case .date = profile.time.form { return RequestTime.after(instant, unit: TimePrecision.day.nanoseconds) }
        return isInclusive ? RequestTime.after(instant, unit: profile.shape.resolution) : instant
    }

    private func instant(_ text: String, _ name: String) throws(ListingRefusal) -> Int64 {
        let instant: Int64? =
            switch profile.time.form {
            case .rfc3339: RequestTime.rfc3339(text)
            case .date: RequestTime.date(text)
            case .seconds: RequestTime.number(text, unit: 1_000_000_000)
            case .milliseconds: RequestTime.number(text, unit: 1_000_000)
            }
        guard let instant else { throw .invalid(parameter: name, said: "'\(text)' is no time.") }
        return instant
    }
}

import AuditModel

extension SettingsMap {
    /// The text of a single value, quoted or not; nil if absent or null.
    package func text(_ key: String) throws(SettingsFault) -> String? {
        guard let value = value(key) else { return nil }
        guard case .scalar(let text, _, _) = value else {
            throw fault(key, "one value is wanted, not \(value.kind)", fix: "write \(key): TEXT")
        }
        return text
    }

    /// A whole number, unquoted, decimal.
    package func integer(_ key: String) throws(SettingsFault) -> Int? {
        guard let value = value(key) else { return nil }
        if case .scalar(let text, true, _) = value {
            let digits = text.first == "-" ? text.dropFirst() : text[...]
            if !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text) {
                return number
            }
        }
        throw fault(key, "a whole number is wanted\(said(value))", fix: "write \(key): 12, without quotes")
    }

    /// `true` or `false`, unquoted; no other spelling.
    package func flag(_ key: String) throws(SettingsFault) -> Bool? {
        guard let value = value(key) else { return nil }
        switch value {
        case .scalar("true", true, _): return true
        case .scalar("false", true, _): return false
        default: throw fault(key, "true or false is wanted\(said(value))", fix: "write \(key): true")
        }
    }

    /// Nanoseconds, at least 0; written `90s`, `15m`, `2h` or `7d`.
    package func duration(_ key: String) throws(SettingsFault) -> Int64? { try durationText(key)?.nanoseconds }

    /// A duration with the unit it was written in.
    func durationText(_ key: String) throws(SettingsFault) -> DurationText? {
        guard let text = try text(key) else { return nil }
        do throws(DurationTextError) {
            return try DurationText(parsing: text)
        } catch {
            throw refusal(key, text, "a duration", error.problem)
        }
    }

    /// Bytes, at least 0; written `512MiB`.
    package func size(_ key: String) throws(SettingsFault) -> Int? {
        guard let text = try text(key) else { return nil }
        do throws(SizeTextError) {
            return Int(try SizeText(parsing: text).bytes)
        } catch {
            throw refusal(key, text, "a size", error.problem)
        }
    }

    /// Nanoseconds since the Unix epoch; RFC 3339 with an offset, or a date, which means its midnight in UTC.
    package func instant(_ key: String) throws(SettingsFault) -> Int64? { try instantText(key)?.nanoseconds }

    /// An instant, and whether it was written as a date.
    func instantText(_ key: String) throws(SettingsFault) -> SettingsInstant? {
        guard let text = try text(key) else { return nil }
        do throws(SettingsInstant.Refusal) {
            return try SettingsInstant(parsing: text)
        } catch {
            throw fault(
                key, "\"\(ShortText.cut(text))\" is not a time", means: error.means,
                fix: "write 2026-11-14T02:00:00Z or 2026-11-14")
        }
    }

    /// One of the raw values of a closed list, exactly as spelled there.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type
    ) throws(SettingsFault) -> Choice? where Choice.RawValue == String {
        guard let text = try text(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        throw fault(
            key, "\"\(ShortText.cut(text))\" is none of the values here",
            means: "values: \(words.joined(separator: " "))",
            fix: NearestWord.find(text, among: words).map { "did you mean \"\($0)\"?" } ?? "use one of the values above"
        )
    }

    /// The items of a list of single values; one single value is a list of one.
    package func texts(_ key: String) throws(SettingsFault) -> [String]? {
        guard let value = value(key) else { return nil }
        if case .scalar(let text, _, _) = value { return [text] }
        guard case .list(let items, _) = value else {
            throw fault(key, "a list is wanted, not \(value.kind)", fix: "write \(key): [A, B]")
        }
        var texts: [String] = []
        for item in items {
            guard case .scalar(let text, _, _) = item, !item.isNull else {
                throw SettingsFault(
                    .init("\(path(of: key)): an item is \(item.kind)", at: item.mark, fix: "write \(key): [A, B]"))
            }
            texts.append(text)
        }
        return texts
    }

    /// A mapping inside this one.
    package func map(_ key: String) throws(SettingsFault) -> SettingsMap? {
        guard let value = value(key) else { return nil }
        return try SettingsMap(value, in: path(of: key))
    }

    /// A list of mappings.
    package func maps(_ key: String) throws(SettingsFault) -> [SettingsMap]? {
        guard let value = value(key) else { return nil }
        guard case .list(let items, _) = value else {
            throw fault(key, "a list is wanted, not \(value.kind)", fix: "begin each item with - ")
        }
        var maps: [SettingsMap] = []
        for (index, item) in items.enumerated() {
            maps.append(try SettingsMap(item, in: "\(path(of: key))[\(index + 1)]"))
        }
        return maps
    }

    /// A mapping of names to mappings, in file order.
    package func namedMaps(_ key: String) throws(SettingsFault) -> [(name: String, map: SettingsMap)]? {
        guard let entries = try map(key)?.entries() else { return nil }
        var maps: [(name: String, map: SettingsMap)] = []
        for entry in entries {
            maps.append((entry.key, try SettingsMap(entry.value, in: "\(path(of: key)).\(entry.key)")))
        }
        return maps
    }

    private func refusal(_ key: String, _ text: String, _ kind: String, _ problem: Problem) -> SettingsFault {
        fault(key, "\"\(ShortText.cut(text))\" is not \(kind)", means: problem.means, fix: problem.fix)
    }

    /// The value, for a message about one that has another form.
    private func said(_ value: SettingsNode) -> String {
        guard case .scalar(let text, let isPlain, _) = value else { return ", not \(value.kind)" }
        return isPlain ? ", not \(ShortText.cut(text))" : ", not the text \"\(ShortText.cut(text))\""
    }
}

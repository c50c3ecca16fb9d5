/// Decodes a TZif file, RFC 8536, versions 1 to 4, into a zone table.
struct TZifDecoder {
    /// The counts in a block's header, and how wide its times are.
    private struct Header {
        let version: UInt8
        let isUTCount, isStandardCount, leapCount, timeCount, typeCount, characterCount: Int

        func blockLength(timeWidth: Int) -> Int {
            timeCount * (timeWidth + 1) + typeCount * 6 + characterCount + leapCount * (timeWidth + 4)
                + isStandardCount + isUTCount
        }
    }

    private static let headerLength = 44
    /// The last year for which a rule is spelled out as transitions.
    private static let lastYear = 2262

    private let bytes: [UInt8]

    /// Decodes a whole file; nil if it is no TZif file, is cut, or counts leap seconds.
    static func table(name: String, bytes: [UInt8]) -> ZoneTable? {
        let decoder = TZifDecoder(bytes: bytes)
        guard let first = decoder.header(at: 0) else { return nil }
        if first.version < 0x32 { return decoder.table(name, first, at: headerLength, timeWidth: 4) }
        let second = headerLength + first.blockLength(timeWidth: 4)
        guard let header = decoder.header(at: second) else { return nil }
        return decoder.table(name, header, at: second + headerLength, timeWidth: 8)
    }

    private func header(at start: Int) -> Header? {
        guard start + Self.headerLength <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
            return nil
        }
        let counts = (0..<6).map { integer(at: start + 20 + $0 * 4, width: 4) }
        guard counts.allSatisfy({ (0...100_000).contains($0) }), counts[4] > 0 else { return nil }
        return Header(
            version: bytes[start + 4], isUTCount: counts[0], isStandardCount: counts[1], leapCount: counts[2],
            timeCount: counts[3], typeCount: counts[4], characterCount: counts[5])
    }

    private func table(_ name: String, _ header: Header, at start: Int, timeWidth: Int) -> ZoneTable? {
        let end = start + header.blockLength(timeWidth: timeWidth)
        guard end <= bytes.count, header.leapCount == 0 else { return nil }
        let typesStart = start + header.timeCount * (timeWidth + 1)
        let textStart = typesStart + header.typeCount * 6
        var text = Array(bytes[textStart..<textStart + header.characterCount])
        var types = (0..<header.typeCount).map { localType(at: typesStart + $0 * 6, text: text) }
        var transitions = (0..<header.timeCount).map { index in
            ZoneTable.Transition(
                at: integer(at: start + index * timeWidth, width: timeWidth),
                type: Int(bytes[start + header.timeCount * timeWidth + index]))
        }
        guard transitions.allSatisfy({ $0.type < types.count }),
            zip(transitions, transitions.dropFirst()).allSatisfy({ $0.at < $1.at })
        else { return nil }
        if let rule = footer(at: end) {
            append(rule, to: &transitions, &types, &text)
        }
        return ZoneTable(name: name, types: types, abbreviations: text, transitions: transitions)
    }

    private func localType(at start: Int, text: [UInt8]) -> ZoneTable.LocalType {
        let from = min(Int(bytes[start + 5]), text.count)
        let to = text[from...].firstIndex(of: 0) ?? text.count
        return ZoneTable.LocalType(offset: integer(at: start, width: 4), abbreviation: from..<to)
    }

    /// The rule after the last transition: text between two line feeds.
    private func footer(at start: Int) -> ZoneFooter? {
        guard start < bytes.count, bytes[start] == 0x0A else { return nil }
        let text = bytes[(start + 1)...].prefix { $0 != 0x0A }
        return ZoneFooter(parsing: Array(text))
    }

    /// Spells the rule out, year by year, after the last transition of the file.
    private func append(
        _ rule: ZoneFooter, to transitions: inout [ZoneTable.Transition], _ types: inout [ZoneTable.LocalType],
        _ text: inout [UInt8]
    ) {
        guard let daylight = rule.daylight else { return }
        func addType(_ name: [UInt8], _ offset: Int) -> Int {
            types.append(.init(offset: offset, abbreviation: text.count..<text.count + name.count))
            text += name
            return types.count - 1
        }
        let standardType = addType(rule.name, rule.offset)
        let daylightType = addType(daylight.name, daylight.offset)
        let last = transitions.last?.at ?? .min
        let firstYear = max(1970, transitions.last.map { 1969 + $0.at / 31_556_952 } ?? 1970)
        for year in firstYear...Self.lastYear {
            let changes = [
                ZoneTable.Transition(at: daylight.start.seconds(year: year) - rule.offset, type: daylightType),
                ZoneTable.Transition(at: daylight.end.seconds(year: year) - daylight.offset, type: standardType),
            ]
            for change in changes.sorted(by: { $0.at < $1.at }) where change.at > last {
                if transitions.last?.at == change.at { transitions.removeLast() }
                transitions.append(change)
            }
        }
    }

    /// A signed big-endian number.
    private func integer(at start: Int, width: Int) -> Int {
        let value = bytes[start..<start + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return width == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
    }
}

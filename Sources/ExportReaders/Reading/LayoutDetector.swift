import ByteScan

/// Tells from a file's first bytes how its records lie.
package struct LayoutDetector {
    /// What was told.
    package struct Finding: Sendable {
        package var layout: RecordLayout
        package var cutting: RecordFile.Layout
        /// Columns of a table in a query answer.
        package var columns: HeaderNames?
        /// The format was said to be JSON, which is one value a file.
        package var holdsOneValue = false
        /// Only of CSV files.
        package var dialect: CSVDialect?
    }

    /// The head's text as UTF-8, without a byte-order mark.
    private let text: [UInt8]
    private let head: [UInt8]
    private let isWholeFile: Bool

    /// - Parameters:
    ///   - head: the file's first bytes, unpacked.
    ///   - isWholeFile: whether they are all it has.
    package init(head: [UInt8], isWholeFile: Bool) {
        self.head = head
        self.isWholeFile = isWholeFile
        let utf8 = TextEncoding.utf8(head)
        text = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(utf8.dropFirst(3)) : utf8
    }

    /// The layout; nil for text in which no records can be told.
    package func detect(forced: ForcedFormat?) -> Finding? {
        switch forced {
        case .ndjson: return Finding(layout: .lines, cutting: .lines)
        case .json:
            var finding = json(strictly: true)
            finding.holdsOneValue = true
            return finding
        case .csv: return csv(delimiter: nil)
        case .tsv: return csv(delimiter: UInt8(ascii: "\t"))
        case .preset, nil: break
        }
        let first = text.first { !$0.isSpace }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return json(strictly: false) }
        if holdsPrefixedJSON { return Finding(layout: .text, cutting: .lines) }
        return csv(delimiter: nil)
    }

    private func csv(delimiter: UInt8?) -> Finding? {
        guard let dialect = CSVDialect.detect(head: head, delimiter: delimiter) else { return nil }
        return Finding(layout: .csv, cutting: .rows(separator: dialect.delimiter), dialect: dialect)
    }

    /// Whether the first lines hold a JSON object behind some text, such as a syslog header.
    private var holdsPrefixedJSON: Bool {
        let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 5).prefix(5)
        return lines.contains { line in
            guard let brace = line.firstIndex(of: UInt8(ascii: "{")), brace > line.startIndex else { return false }
            return JSONTree.held(in: Array(line[brace...]))?.members?.isEmpty == false
                && !line.prefix(upTo: brace).contains(UInt8(ascii: "\""))
        }
    }

    private func json(strictly: Bool) -> Finding {
        let forms = isKusto ? [EnvelopeTable.kustoFrames] : EnvelopeTable.all
        var seeker = EnvelopeSeeker(forms)
        let start = text.firstIndex { !$0.isSpace } ?? text.endIndex
        let answer = text.withSpan { seeker.look(at: $0.extracting(start..<$0.count)) }
        switch answer {
        case .found(let number, let offset, _):
            let form = forms[number]
            let columns = Self.columns(Array(text[start..<start + offset]))
            let layout: RecordLayout = columns != nil ? .table : form.path.isEmpty ? .array : .envelope(form.name)
            return Finding(layout: layout, cutting: .elements(forms), columns: columns)
        case .needsMore: return strictly || spansLines(text[start...]) ? values : lines
        case .none(let end):
            if strictly { return values }
            guard let end else { return hasWholeLine ? lines : values }
            let value = text[start..<start + end]
            let next = text[(start + end)...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            let endsLine = next == nil || next == UInt8(ascii: "\n")
            return endsLine && !value.contains(UInt8(ascii: "\n")) ? lines : values
        }
    }

    private var lines: Finding { Finding(layout: .lines, cutting: .lines) }
    private var values: Finding { Finding(layout: .concatenated, cutting: .values) }

    private var isKusto: Bool {
        let start = text.prefix(4096)
        return start.first { !$0.isSpace } == UInt8(ascii: "[")
            && start.contains(subsequence: Array("\"FrameType\"".utf8))
    }

    private func spansLines(_ text: ArraySlice<UInt8>) -> Bool { text.contains(UInt8(ascii: "\n")) }

    /// Whether one of the first lines is a JSON object by itself.
    private var hasWholeLine: Bool {
        text.split(separator: UInt8(ascii: "\n"), maxSplits: 20).prefix(20)
            .contains { (try? JSONTree(parsing: Array($0)))?.members != nil }  // a broken line is no whole one
    }

    /// Column names in front of a table's rows, in any of the forms that query answers have.
    static func columns(_ header: [UInt8]) -> HeaderNames? {
        guard let tree = try? JSONTree(parsing: header + closers(header)) else { return nil }  // not a table then
        return tree.firstColumns.map { HeaderNames(cells: $0) }
    }

    /// The brackets that close a JSON text which was cut outside a string.
    private static func closers(_ text: [UInt8]) -> [UInt8] {
        var (open, isInString, isEscaped): ([UInt8], Bool, Bool) = ([], false, false)
        for byte in text {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInString = false
                }
                continue
            }
            switch byte {
            case 0x22: isInString = true
            case 0x7B, 0x5B: open.append(byte + 2)
            case 0x7D, 0x5D: _ = open.popLast()
            default: continue
            }
        }
        return open.reversed()
    }
}

extension JSONTree {
    /// The names in the first member called `columns`, `Columns` or, beside `rows`, `fields`, the last one in the text first.
    fileprivate var firstColumns: [String]? {
        if let elements { return elements.last?.firstColumns }
        guard let members else { return nil }
        for member in members.reversed() {
            let name = String(decoding: member.name, as: UTF8.self)
            if ["columns", "Columns", "fields"].contains(name), let columns = member.value.elements {
                let names = columns.compactMap { $0.text ?? $0["name"]?.text ?? $0["ColumnName"]?.text }
                if names.count == columns.count && !names.isEmpty && hasRows { return names }
            }
            if let inner = member.value.firstColumns { return inner }
        }
        return nil
    }

    /// Whether rows stand beside: only then are column names those of a table.
    private var hasRows: Bool { self["rows"] != nil || self["Rows"] != nil || self["values"] != nil }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Collection where Element == UInt8 {
    /// Whether the bytes occur in one piece.
    fileprivate func contains(subsequence needle: [UInt8]) -> Bool {
        var rest = self[...]
        while let start = rest.firstIndex(of: needle[0]) {
            if rest[start...].starts(with: needle) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }
}

extension Array where Element == UInt8 {
    fileprivate func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(span) }
}

import AuditModel
import ByteScan

/// Turns search hits into the lines of a recording.
struct ElasticHits: Sendable {
    private let fields: ElasticFields
    /// Whether hits are kept whole.
    private let isWhole: Bool
    /// Whether the document is kept beside what is read from it.
    private let keepsText: Bool
    private let plan: ExtractionPlan

    /// Slots of ``plan``: index and id of the document, then ids, times and when it was taken.
    private static let (indexSlot, documentSlot, firstSlot) = (0, 1, 2)

    init(_ fields: ElasticFields, isWhole: Bool, keepsText: Bool = false) {
        self.fields = fields
        self.isWhole = isWhole
        self.keepsText = keepsText
        var plan = ExtractionPlan()
        let names = fields.ids.flatMap(\.self) + fields.times + [ElasticFields.ingested]
        plan.fields = [.json([.key("_index")]), .json([.key("_id")])] + names.map { .json(ElasticFields.steps($0)) }
        self.plan = plan
    }

    /// The lines of hits, each ended by a line feed.
    ///
    /// - Parameter ranges: where the hits stand in the bytes.
    func lines(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> [UInt8] {
        var lines: [UInt8] = []
        if isWhole {
            for range in ranges {
                lines += JSONCompactor.compacted(bytes.span.extracting(range))
                lines.append(UInt8(ascii: "\n"))
            }
            return lines
        }
        lines.reserveCapacity(ranges.count * 256)
        let describer = RecordDescriber(plan: plan, separator: nil)
        for range in ranges {
            let hit = bytes.span.extracting(range)
            append(describer.texts(of: hit), keepsText ? Self.document(hit) : nil, to: &lines)
        }
        return lines
    }

    /// The document of a hit.
    private static func document(_ hit: Span<UInt8>) -> [UInt8]? {
        // The answer was taken apart before, so that a hit is JSON.
        (try? JSONTree(parsing: hit))?["_source"]?.compactBytes
    }

    /// Adds the line of a ``StoredEvent``, without making one.
    private func append(_ texts: [[UInt8]?], _ document: [UInt8]?, to lines: inout [UInt8]) {
        var slot = Self.firstSlot
        var id: ArraySlice<[UInt8]?> = []
        for parts in fields.ids {
            let own = texts[slot..<(slot + parts.count)]
            if id.isEmpty, own.allSatisfy({ !($0?.isEmpty ?? true) }) { id = own }
            slot += parts.count
        }
        let times = texts[slot..<(slot + fields.times.count)]
        lines.append("{")
        if let only = id.first ?? nil {
            lines.append(#""id":"#)
            if id.count == 1 { lines.append(json: only) } else { append(list: id, to: &lines) }
            lines.append(",")
        }
        if let time = times.lazy.compactMap({ $0 }).first {
            lines.append(#""time":"#)
            lines.append(json: time)
            lines.append(",")
        }
        if let ingested = texts[slot + fields.times.count] {
            lines.append(#""ingested":"#)
            lines.append(json: ingested)
            lines.append(",")
        }
        if let document {
            lines.append(#""text":"#)
            lines.append(json: document)
            lines.append(",")
        }
        lines.append(#""place":{"index":"#)
        lines.append(json: texts[Self.indexSlot] ?? [])
        lines.append(#","id":"#)
        lines.append(json: texts[Self.documentSlot] ?? [])
        lines.append("}}\n")
    }

    private func append(list: ArraySlice<[UInt8]?>, to lines: inout [UInt8]) {
        for (place, part) in list.enumerated() {
            lines.append(UInt8(ascii: place == 0 ? "[" : ","))
            lines.append(json: part ?? [])
        }
        lines.append(UInt8(ascii: "]"))
    }

    /// What goes behind `search_after`, as the last hit has it; nil when it has no sort values.
    static func position(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        let hit = try? JSONTree(parsing: bytes.span.extracting(range))
        guard let list = hit?["sort"], list.elements?.isEmpty == false else { return nil }
        return String(decoding: list.compactBytes, as: UTF8.self)
    }
}

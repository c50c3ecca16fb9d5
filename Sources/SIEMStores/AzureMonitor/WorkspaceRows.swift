import AuditModel
import ByteScan
import Pulling
import Recordings

extension WorkspaceAnswer {
    /// Its rows as lines of a recording: the row as an object, without what is null or empty.
    var wholePage: SourcePage {
        let names = columns.map { Array(Self.ownName($0.name, type: $0.type).utf8) }
        var lines: [UInt8] = []
        for row in rows {
            let members = zip(names, row).compactMap { name, cell -> JSONTree.Member? in
                cell == .null || cell == .string([]) ? nil : JSONTree.Member(name: name, value: cell)
            }
            lines += JSONTree.object(members).compactBytes
            lines.append(UInt8(ascii: "\n"))
        }
        return SourcePage(lines: lines, records: rows.count)
    }

    /// Its rows as lines of a recording: ids, times and lengths.
    func narrowPage(idParts: Int) -> SourcePage {
        let ids = (0..<idParts).map { place(of: "Id\($0)") }
        let (time, ingested, size) = (place(of: "EventTime"), place(of: "IngestionTime"), place(of: "Size"))
        let kept = place(of: "Text")
        let places = [("table", place(of: "Table")), ("resource", place(of: "Resource"))]
        var lines: [UInt8] = []
        for row in rows {
            func text(_ place: Int?) -> String? {
                guard let bytes = place.flatMap({ row[$0].scalarBytes }), !bytes.isEmpty else { return nil }
                return String(decoding: bytes, as: UTF8.self)
            }
            var event = StoredEvent()
            let parts = ids.compactMap(text)
            event.id = parts.count == idParts ? parts : []
            (event.time, event.ingested) = (text(time), text(ingested))
            event.length = text(size).flatMap { Int($0) }
            event.text = text(kept).map { Array($0.utf8) }
            event.place = places.compactMap { name, place in
                text(place).map { JSONValue.Member(name, .string($0)) }
            }
            lines += event.line.utf8
            lines.append(UInt8(ascii: "\n"))
        }
        return SourcePage(lines: lines, records: rows.count)
    }

    /// A union puts the type behind a column's name where tables differ in it: `DeviceDetail_dynamic`.
    private static func ownName(_ name: String, type: String) -> String {
        name.hasSuffix("_" + type) ? String(name.dropLast(type.utf8.count + 1)) : name
    }
}

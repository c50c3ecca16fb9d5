import AuditModel
import Synchronization

/// The data stream of one shelf, as searches see it.
final class ElasticIndex: Sendable {
    let shelf: StoreShelf
    let form: ElasticForm
    /// The finest time it keeps, nanoseconds.
    let unit: Int64
    /// Numbers of the documents of each event id; made when first asked for.
    private let places = Mutex<[String: [Int32]]?>(nil)
    /// The number of each document of the shelf by the store's own id; made when first asked for.
    private let documentPlaces = Mutex<[String: Int]?>(nil)
    private let fields: Set<String>

    init(_ shelf: StoreShelf) {
        self.shelf = shelf
        form = ElasticForm(layout: .answer, source: shelf.source, digits: shelf.digits)
        unit = shelf.digits > 3 ? 1 : 1_000_000
        fields = shelf.documents.prefix(20).indices.reduce(into: []) { [form] fields, number in
            fields.formUnion(ElasticDocument(form: form, record: shelf.record(number)).fields)
        }
    }

    /// Names of the fields of some of the documents, those that were sent among them.
    var presentFields: Set<String> {
        let count = min(shelf.delivered.count, 20)
        return (0..<count).reduce(into: fields) { fields, number in
            fields.formUnion(
                ElasticDocument(form: form, record: shelf.record(shelf.documents.count + number)).fields)
        }
    }

    /// The data stream's name.
    var name: String { "logs-\(shelf.source)-default" }

    /// Whether a name or a pattern means this index, by its own name or that of its backing index.
    func isMeant(by pattern: String) -> Bool {
        pattern == "_all" || ElasticSourceFilter.fits(pattern, name) || ElasticSourceFilter.fits(pattern, form.index)
    }

    /// A document as queries see it.
    func document(_ number: Int) -> ElasticDocument { ElasticDocument(form: form, record: shelf.record(number)) }

    /// Numbers of the documents that match, ascending.
    ///
    /// - Parameter instant: the one before which a document must have been taken to be seen.
    func matches(_ query: ElasticQuery, visibleAt instant: Int64) -> [Int] {
        if query.isTimeOnly { return documents(query, visibleAt: instant) }
        if let ids = query.documentIDs {
            return places(ofDocuments: ids).filter {
                shelf.document($0).received <= instant && query.matches(document($0))
            }
        }
        var numbers = candidates(query)
        if let named = numbers {
            numbers = named.filter { shelf.document($0).received <= instant }
        }
        return (numbers ?? documents(query, visibleAt: instant)).filter { query.matches(document($0)) }
    }

    /// Numbers of the documents of a query's window, ascending: the shelf gives those that were sent between the others.
    private func documents(_ query: ElasticQuery, visibleAt instant: Int64) -> [Int] {
        let numbers = shelf.documents(in: query.window, visibleAt: instant)
        return shelf.delivered.count == 0 ? numbers : numbers.sorted()
    }

    /// Numbers of the documents with the ids a query wants; nil for one that wants others as well.
    private func candidates(_ query: ElasticQuery) -> [Int]? {
        guard let field = form.idField, let wanted = query.wanted(in: field, known: { fields.contains($0) }) else {
            return nil
        }
        let sent = shelf.delivered.numbers(eventIDs: wanted).map { shelf.documents.count + $0 }
        return places.withLock { places in
            let known = places ?? makePlaces()
            places = known
            return Set(wanted.flatMap { known[$0] ?? [] }).map(Int.init).sorted() + sent
        }
    }

    /// Numbers of the documents with one of these ids of the store's own, ascending.
    private func places(ofDocuments ids: Set<String>) -> [Int] {
        let own = documentPlaces.withLock { places in
            let known =
                places
                ?? shelf.documents.indices.reduce(into: [:]) { places, number in places[document(number).id] = number }
            places = known
            return ids.compactMap { known[$0] }.sorted()
        }
        return own + shelf.delivered.numbers(documentIDs: ids).map { shelf.documents.count + $0 }
    }

    private func makePlaces() -> [String: [Int32]] {
        shelf.documents.indices.reduce(into: [:]) { places, number in
            if let id = shelf.eventID(number) { places[id, default: []].append(Int32(number)) }
        }
    }

    // MARK: Hits

    /// By what hits are ordered, of one document.
    func sortValues(_ number: Int, _ sort: ElasticSort) -> [ElasticSort.Value] {
        sort.keys.map { key in
            switch key.field {
            case "_shard_doc", "_doc": .number(Int64(number))
            case "@timestamp": .number(EventTime.floor(shelf.document(number).time, unit))
            case "_id": .text(document(number).id)
            case "_index": .text(form.index)
            default: .text(document(number).values(key.field).first ?? "")
            }
        }
    }

    /// What writes the hits of a search.
    func template(_ filter: ElasticSourceFilter) -> ElasticTemplate? {
        guard filter.isShown, !shelf.documents.isEmpty else { return nil }
        return ElasticTemplate(filter.shown(form.document(shelf.record(0))), form)
    }

    /// Adds a hit.
    ///
    /// - Parameter template: writes the source; nil has the source made from the document.
    func append(
        _ number: Int, _ sort: ElasticSort, _ filter: ElasticSourceFilter, _ template: ElasticTemplate?,
        to bytes: inout [UInt8]
    ) {
        let id = shelf.eventID(number)
        let sent = shelf.document(number).delivered
        bytes.append(#"{"_index":""#)
        bytes.append(text: sent?.field("_index") ?? form.index)
        bytes.append(#"","_id":"#)
        bytes.append(
            json: sent?.documentID ?? id.map { form.documentID(number, $0) } ?? form.documentID(shelf.record(number)))
        bytes.append(#","_score":null"#)
        if filter.isShown {
            bytes.append(#","_source":"#)
            if let sent {
                bytes += filter.showsAll ? sent.content : Array(filter.shown(sent.tree.value).text().utf8)
            } else if let template {
                template.append(shelf.document(number), id: id, in: shelf.maker.tenant, to: &bytes)
            } else {
                bytes.append(text: filter.shown(form.document(shelf.record(number))).text())
            }
        }
        if sort.isPlaceOnly, !sort.keys.isEmpty {
            bytes.append(#","sort":["#)
            for place in sort.keys.indices {
                if place > 0 { bytes.append(",") }
                bytes.append(number: number)
            }
            bytes.append("]")
        } else if !sort.keys.isEmpty {
            bytes.append(#","sort":"#)
            let values = zip(sort.keys, sortValues(number, sort)).map { key, value in shown(value, key) }
            bytes.append(text: JSONValue.array(values).text())
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func shown(_ value: ElasticSort.Value, _ key: ElasticSort.Key) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .number(let number) where key.field == "@timestamp":
            key.isText
                ? .string(TimeForm.iso(number, digits: unit == 1 ? 9 : 3))
                : .integer(Int(unit == 1 ? number : number / unit))
        case .number(let number): .integer(Int(number))
        }
    }
}

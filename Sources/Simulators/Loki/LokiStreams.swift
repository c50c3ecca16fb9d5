/// Which stream each document is in.
enum LokiStreams {
    /// What makes two documents the same line at the same instant, of which a stream keeps one.
    private struct Line: Hashable {
        let index: Int
        let time: Int64
        let form: StoredDocument.IDForm
    }

    /// The labels of each document: its source, its type, and the collector that brought it.
    ///
    /// A repeat is there only because another collector brought it.
    static func labels(of context: StoreContext) -> [[(name: String, value: String)]] {
        var copies: [Line: Int] = [:]
        return context.shelf.documents.indices.map { number in
            let document = context.shelf.documents[number]
            let line = Line(index: document.index, time: document.time, form: document.idForm)
            copies[line, default: 0] += 1
            return [
                ("job", context.name), ("type", context.shelf.type(of: number)),
                ("collector", "collector-\(copies[line, default: 1])"),
            ]
        }
    }
}

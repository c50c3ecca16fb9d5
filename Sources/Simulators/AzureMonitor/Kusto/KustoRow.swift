/// A row on its way through a query; its cells are read when they are needed.
final class KustoRow {
    /// The document it was made from; nil for a row made of several.
    let document: Int?
    /// Cells that steps of the query have added.
    let cells: [KustoValue]
    /// The row of a union's leg, and which leg that is.
    let origin: KustoRow?
    let leg: Int

    init(document: Int?, cells: [KustoValue] = [], origin: KustoRow? = nil, leg: Int = 0) {
        self.document = document
        self.cells = cells
        self.origin = origin
        self.leg = leg
    }
}

/// A column of rows: its name, its type, and how it is read.
struct KustoColumn {
    var name: String
    let kind: KustoValue.Kind
    /// Whether it is shown only when it is asked for by name.
    var isHidden = false
    let read: (KustoRow) -> KustoValue
}

/// Rows and their columns.
struct KustoTable {
    var columns: [KustoColumn]
    var rows: [KustoRow]

    /// The column of that name; nil when there is none.
    func column(_ name: String) -> KustoColumn? { columns.first { $0.name == name } }

    /// The columns that are shown.
    var shown: [KustoColumn] { columns.filter { !$0.isHidden } }
}

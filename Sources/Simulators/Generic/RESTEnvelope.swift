/// The body around the records of a page.
struct RESTEnvelope: Sendable {
    /// What the places of the envelope are filled with.
    struct Values {
        /// The JSON array of records.
        var records: [UInt8]
        var count: Int
        /// The continuation token, and the full and the relative URL that hold it.
        var token = ""
        var link = ""
        var path = ""
        /// The number of this page, and of the next.
        var page = 1
        /// Milliseconds of the last record's time.
        var milliseconds: Int64 = 0
    }

    private let pieces: [Substring.SubSequence]

    /// Takes an envelope with `%records%` and other places apart.
    init(_ text: String) { pieces = text.split(separator: "%", omittingEmptySubsequences: false) }

    /// The bytes of a page.
    func body(_ values: Values) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(values.records.count + 300)
        for (index, piece) in pieces.enumerated() {
            guard index % 2 == 1 else {
                output += piece.utf8
                continue
            }
            switch piece {
            case "records": output += values.records
            case "count": output.append(number: values.count)
            case "token": output.append(text: values.token)
            case "link": output.append(text: values.link)
            case "path": output.append(text: values.path)
            case "page": output.append(number: values.page)
            case "next": output.append(number: values.page + 1)
            case "milliseconds": output.append(text: String(values.milliseconds))
            default: preconditionFailure("no place is called \(piece)")
            }
        }
        return output
    }
}

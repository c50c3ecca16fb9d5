import AuditModel

/// A record's JSON with places to fill: `%id%`, `%time%`, `%outcome:SUCCESS|FAILURE%`.
///
/// Lines are joined without their indentation, so that a record is one line. An unknown place is a programming error.
package struct BodyTemplate: Sendable {
    private enum Piece: Sendable {
        case text([UInt8])
        case place(RecordPlace)
    }

    private let pieces: [Piece]

    /// Takes a template apart once.
    package init(_ text: String) {
        let line = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.joined()
        pieces = line.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, piece in
            guard index % 2 == 1 else { return .text(Array(piece.utf8)) }
            guard let place = RecordPlace(String(piece)) else { preconditionFailure("no place is called \(piece)") }
            return .place(place)
        }
    }

    /// Appends the template, each place filled from the record.
    func append(_ record: TenantRecord, in tenant: Tenant, shape: TemplateShape, to output: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .text(let bytes): output += bytes
            case .place(let place): place.append(record, in: tenant, shape: shape, to: &output)
            }
        }
    }
}

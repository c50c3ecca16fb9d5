import AuditModel
import Auditing
import Reports

/// What `runs verify` and `runs sign` say.
enum VerificationText {
    /// Whether a run is as it was, and each file that is not.
    static func text(_ verification: RunVerification, as format: CommonOptions.Format) -> String {
        switch format {
        case .json: json(verification)
        case .human: human(verification)
        default: plain(verification)
        }
    }

    /// That a manifest was signed.
    static func signed(_ verification: RunVerification, _ place: String, as format: CommonOptions.Format) -> String {
        switch format {
        case .json:
            (["run_id": .string(verification.runID), "signature": .string(place)] as JSONValue).text(pretty: true)
                + "\n"
        case .human: "signed \(Escaping.terminal(verification.runID)): \(Escaping.terminal(place))\n"
        default: ["signed", verification.runID, place].map(Escaping.plain).joined(separator: "\t") + "\n"
        }
    }

    private static func human(_ verification: RunVerification) -> String {
        let files = count(verification, "file", .unchanged)
        let inputs = count(verification, "input", .unchanged)
        let unknown = verification.rows.count { $0.state == .unknown }
        let counted = [Numerals.counted(files, "file")] + (inputs > 0 ? [Numerals.counted(inputs, "input")] : [])
        var lines = [
            "\(Escaping.terminal(verification.runID)) \(verification.isUnchanged ? "is unchanged" : "differs")",
            " \(counted.joined(separator: " and ")) as the manifest states",
        ]
        if unknown > 0 { lines.append(" \(Numerals.counted(unknown, "input")) without a digest, not checked") }
        for row in verification.rows where row.state != .unchanged && row.state != .unknown {
            lines.append(" \(row.state.rawValue)  \(Escaping.terminal(row.path))\(detail(row))")
        }
        lines.append(" " + words(verification.signature))
        return lines.map { $0 + "\n" }.joined()
    }

    private static func detail(_ row: RunVerification.Row) -> String {
        guard let stated = row.stated, let found = row.found, row.state == .changed else { return "" }
        return "  SHA-256 \(found.prefix(12))…, stated \(stated.prefix(12))…"
    }

    private static func words(_ signature: RunVerification.Signature) -> String {
        switch signature {
        case .absent: "not signed: whether manifest.json itself is as it was cannot be told"
        case .valid: "the manifest's signature is valid"
        case .invalid: "the manifest's signature is NOT valid for this key"
        case .unchecked: "signed; check the signature with --key PUBLIC-KEY"
        }
    }

    private static func plain(_ verification: RunVerification) -> String {
        let head = [
            "verified", verification.runID, verification.isUnchanged ? "unchanged" : "differs",
            "signature=\(verification.signature.rawValue)",
        ]
        let rows = verification.rows.map { [$0.state.rawValue, $0.role, $0.path, $0.stated ?? "", $0.found ?? ""] }
        return ([head] + rows).map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    private static func json(_ verification: RunVerification) -> String {
        let rows = verification.rows.map { row -> JSONValue in
            [
                "state": .string(row.state.rawValue), "role": .string(row.role), "path": .string(row.path),
                "stated": .text(row.stated), "found": .text(row.found),
            ]
        }
        let object: JSONValue = [
            "run_id": .string(verification.runID), "unchanged": .bool(verification.isUnchanged),
            "signature": .string(verification.signature.rawValue), "files": .array(rows),
        ]
        return object.text(pretty: true) + "\n"
    }

    private static func count(
        _ verification: RunVerification, _ role: String, _ state: RunVerification.State
    ) -> Int { verification.rows.count { $0.role == role && $0.state == state } }
}

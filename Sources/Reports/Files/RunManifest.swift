package import AuditModel

/// What `manifest.json` states: the files of a run and its inputs with their digests, and the settings with their origin.
package struct RunManifest: Hashable, Sendable {
    /// A file the run read.
    package struct Input: Hashable, Sendable {
        package let side: Side
        package let path: String
        /// Length on disk; nil when it was not known, as for standard input.
        package let bytes: Int?
        package let records: Int
        /// Nil with `--no-input-digest`.
        package let sha256: String?

        /// Describes an input.
        package init(side: Side, path: String, bytes: Int?, records: Int, sha256: String?) {
            self.side = side
            self.path = path
            self.bytes = bytes
            self.records = records
            self.sha256 = sha256
        }
    }

    /// A setting and where it came from.
    package struct Setting: Hashable, Sendable {
        package let name: String
        package let value: String
        /// `flag`, `environment`, `default`, or a configuration file and line.
        package let origin: String

        /// Describes a setting.
        package init(name: String, value: String, origin: String) {
            self.name = name
            self.value = value
            self.origin = origin
        }
    }

    package var runID: String
    package var files: [AuditReport.DataFile] = []
    package var inputs: [Input] = []
    package var settings: [Setting] = []

    /// A manifest without entries.
    package init(runID: String) { self.runID = runID }

    /// The manifest as one JSON object.
    package var json: JSONValue {
        [
            "schema_version": .string("1.0"), "tool": ToolVersion.json, "run_id": .string(runID),
            "files": .array(files.map(Self.entry)), "inputs": .array(inputs.map(\.json)),
            "settings": .array(settings.map(\.json)),
        ]
    }

    private static func entry(_ file: AuditReport.DataFile) -> JSONValue {
        guard file.path.hasSuffix(".csv"), case .object(let members) = file.json else { return file.json }
        let note =
            "text cells beginning with = + - @ tab or return have an apostrophe in front; the NDJSON files are exact"
        return .object(members + [.init("note", .string(note))])
    }
}

extension RunManifest.Input {
    fileprivate var json: JSONValue {
        [
            "side": .string(side.word), "path": .string(path), "bytes": .count(bytes), "records": .integer(records),
            "sha256": .text(sha256),
        ]
    }
}

extension RunManifest.Setting {
    fileprivate var json: JSONValue {
        ["name": .string(name), "value": .string(value), "origin": .string(origin)]
    }
}

package import AuditModel
package import Recordings
package import Transport

/// What a pull came to.
package struct PullOutcome: Sendable {
    /// The recording's folder, as it was named.
    package let folder: String
    /// What its `recording.json` says.
    package let description: RecordingDescription
    /// What the person should be told, each once, in the order it came up.
    package let problems: [Problem]
    package let wasCancelled: Bool
    /// What the service's client measured and counted.
    package let record: TransportRecord
    /// For slices, by id, whose pages are known: where they end, counted in the slice's own bytes.
    package let pageEnds: [Int: [Int]]

    /// Whether every slice is whole.
    package var isWhole: Bool { !description.slices.isEmpty && description.slices.allSatisfy(\.isWhole) }

    /// Records in the recording, repeats among them.
    package var records: Int { description.slices.reduce(0) { $0 + $1.records } }
}

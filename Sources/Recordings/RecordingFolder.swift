package import AuditModel
import FileAccess

/// A recording on disk, to be read.
package struct RecordingFolder: Sendable {
    /// The folder, as it was named.
    package let path: String
    package let description: RecordingDescription

    /// Opens the recording in a folder; nil when the folder is none.
    ///
    /// - Throws: `FileFailure`, or ``RecordingFault`` when its description cannot be used.
    package init?(_ folder: String) throws {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        let place = base + RecordingDescription.fileName
        guard FileKind.of(place) == .file else { return nil }
        path = folder
        description = try RecordingDescription(parsing: try FileText.read(place, most: 256 << 20), place: place)
    }

    /// Path of the records.
    package var recordsPath: String {
        (path.hasSuffix("/") ? path : path + "/") + RecordingDescription.recordsName
    }

    /// Parts of the window that the recording does not hold whole, on its own side.
    ///
    /// A question about availability says nothing about when the events happened that did not come, except that they had
    /// happened by then. A part that records do not name, such as a region, leaves all events of its time unknown. A
    /// question by id bounds the times of the events whose ids were asked for.
    package var unknown: [UnknownPart] {
        description.judgingSlices.filter { !$0.isWhole && ($0.axis != .ids || description.side == .siem) }.map {
            part(of: $0, reason: $0.reason ?? $0.outcome.rawValue, detail: detail(of: $0))
        }
    }

    /// The part of the window whose events a slice may lack.
    ///
    /// - Parameter reason: a code of the contract's list.
    package func part(of slice: RecordingDescription.Slice, reason: String, detail: String) -> UnknownPart {
        UnknownPart(
            side: description.side, from: slice.axis == .availability ? nil : slice.from, to: slice.to,
            scope: slice.axis == .event && slice.scope?.field == description.paths.scope ? slice.scope : nil,
            reason: reason, detail: detail)
    }

    private func detail(of slice: RecordingDescription.Slice) -> String {
        let part = slice.scope.map { " (\($0.field) \($0.value))" } ?? ""
        return "slice \(slice.id)\(part): \(slice.detail ?? slice.outcome.rawValue)"
    }

    /// Records that its slices state.
    package var statedRecords: Int { description.slices.reduce(0) { $0 + $1.records } }
}

import ExportReaders
import FileAccess
import Recordings

/// Whether recordings still hold the bytes that their slices state, found out while they are read.
///
/// Other files are left to the manifest's digests, which nobody waits for.
struct RecordingDigests: Sendable {
    private let digests = InputDigests()
    /// By the path of the records.
    private let recordings: [String: RecordingFolder]

    /// Nothing is read yet; recordings that state no digest are left out.
    init(_ sides: [PreparedSide]) {
        let all = sides.flatMap { side in
            side.recordings.filter { path, _ in side.examined.contains { $0.file.path == path } }
        }
        recordings = Dictionary(all.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// Begins to read them, on a thread of its own.
    func start() {
        digests.start(
            recordings.sorted { $0.key < $1.key }.map { path, recording in
                var input = InputDigests.Input(path)
                input.parts = recording.description.slices.map(\.ranges)
                return input
            })
    }

    /// Asks the thread to end.
    func stop() { digests.stop() }

    /// Waits for the digests of whole files, by path.
    func finish() throws(FileFailure) -> [String: InputDigests.Digest] {
        try digests.finish(recordings.keys.sorted())
    }

    /// Waits, and gives the slices of each recording whose bytes are others than it states, by the path of its records.
    func changed() throws(FileFailure) -> [String: [RecordingDescription.Slice]] {
        try finish().reduce(into: [:]) { changed, entry in
            let slices = recordings[entry.key]?.description.slices ?? []
            let others = zip(slices, entry.value.parts).filter { slice, digest in
                slice.sha256.map { !slice.ranges.isEmpty && $0 != digest } ?? false
            }
            if !others.isEmpty { changed[entry.key] = others.map(\.0) }
        }
    }
}

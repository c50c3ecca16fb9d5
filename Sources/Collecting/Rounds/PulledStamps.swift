import AuditModel
import FileAccess
import Recordings

/// When the records of a pull became available, as the service said beside them.
///
/// Memory: 24 bytes a stamp.
struct PulledStamps {
    private var stamps: [(offset: Int, after: Int64, by: Int64)] = []

    private static let mostBytes = 1 << 30

    /// Whether the service said nothing.
    var isEmpty: Bool { stamps.isEmpty }

    /// Reads what lies in the pull's folder.
    init(_ folder: String) throws(FileFailure) {
        let path = folder + "/" + RecordingDescription.stampsName
        guard FileKind.of(path) == .file else { return }
        for line in try FileText.read(path, most: Self.mostBytes).split(separator: UInt8(ascii: "\n")) {
            guard let stamp = RecordingStamp(line: Array(line)) else { continue }
            stamps.append((stamp.offset, stamp.after, stamp.by))
        }
        stamps.sort { $0.offset < $1.offset }
    }

    /// When the record at a byte offset became available; nil where nothing says so.
    func interval(at offset: Int) -> (after: Int64, by: Int64)? {
        var (low, high) = (0, stamps.count)
        while low < high {
            let middle = (low + high) / 2
            if stamps[middle].offset > offset { high = middle } else { low = middle + 1 }
        }
        return low > 0 ? (stamps[low - 1].after, stamps[low - 1].by) : nil
    }
}

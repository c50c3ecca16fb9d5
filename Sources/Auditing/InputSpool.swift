import AuditModel
import FileAccess
import Synchronization

/// Keeps standard input and pipes in nameless files, because an audit reads its inputs more than once.
final class InputSpool: Sendable {
    private let folder: String
    private let cancel: CancelFlag
    private let held = Mutex<[String: SpooledInput]>([:])

    /// - Parameter folder: where the files are made; they are unlinked at once.
    init(folder: String, cancel: CancelFlag) {
        self.folder = folder
        self.cancel = cancel
    }

    /// The path under which a copy of a stream can be read, any number of times, for as long as the spool lives; a
    /// stream is copied once.
    ///
    /// - Parameter spec: `-` for standard input, or the path of a pipe.
    func copy(_ spec: String) throws -> String {
        if let known = held.withLock({ $0[spec]?.path }) { return known }
        let input = try SpooledInput(
            copying: spec == "-" ? "/dev/stdin" : spec, folder: folder, isCancelled: { [cancel] in cancel.isSet })
        let path = input.path
        held.withLock { $0[spec] = input }
        return path
    }
}

import AuditModel
import FileAccess

/// The files of a folder of deliveries, as they were when it was looked through.
struct TrailFolder: Sendable {
    /// Where the folder is.
    let path: String
    /// Files with events, ordered by instant and path.
    private(set) var logs: [TrailFile] = []
    private(set) var digests: [TrailFile] = []
    /// Folders and files that could not be looked into, with the system's words.
    private(set) var unreadable: [FileFailure] = []

    /// What a user wants of a folder; empty lists mean everything.
    struct Choice: Sendable {
        var regions: [String] = []
        var accounts: [String] = []

        func takes(_ file: TrailFile) -> Bool {
            (regions.isEmpty || file.region.isEmpty || regions.contains(file.region))
                && (accounts.isEmpty || file.account.isEmpty || accounts.contains(file.account))
        }
    }

    /// Looks through a folder and those inside it; of files only the names are read, unless they tell nothing.
    init(_ path: String, _ choice: Choice) {
        self.path = path
        var open = [path]
        while let folder = open.popLast() {
            if let failure = Self.failure(of: folder) {
                unreadable.append(failure)
                continue
            }
            for name in FileKind.names(in: folder) {
                let inner = folder + "/" + name
                switch FileKind.of(inner) {
                case .folder: if name != "CloudTrail-Insight" { open.append(inner) }
                case .file: note(inner, name, choice)
                case .nothing, .stream: continue
                }
            }
        }
        logs.sort { ($0.instant, $0.path) < ($1.instant, $1.path) }
        digests.sort { ($0.instant, $0.path) < ($1.instant, $1.path) }
    }

    /// The regions that have files, sorted; the empty name stands for files that do not say.
    var regions: [String] { Set((logs + digests).map(\.region)).sorted() }

    private mutating func note(_ path: String, _ name: String, _ choice: Choice) {
        if let file = TrailFile(path: path) {
            guard choice.takes(file) else { return }
            if file.kind == .digest { digests.append(file) } else { logs.append(file) }
            return
        }
        guard name.hasSuffix(".json") || name.hasSuffix(".json.gz") else { return }
        do throws(FileFailure) {
            // What holds no records, such as a list of keys, is no delivery.
            guard let instant = try TrailLogReader.firstInstant(of: path) else { return }
            logs.append(TrailFile(unnamed: path, at: instant))
        } catch {
            unreadable.append(error)
        }
    }

    /// Why a folder cannot be read; nil when it can.
    private static func failure(of folder: String) -> FileFailure? {
        do throws(FileFailure) {
            _ = try ByteInput(path: folder, unpacks: false)
            return FileFailure(step: "read", path: folder, errorNumber: 20)
        } catch {
            // Opening a folder as a file gets as far as finding out that it is one.
            return FileKind.of(folder) == .folder && !error.isPermission ? nil : error
        }
    }
}

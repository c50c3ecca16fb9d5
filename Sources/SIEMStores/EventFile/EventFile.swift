import ByteScan
import FileAccess

/// The file that events are appended to: opened when needed, mended after a crash, put away when it is large.
struct EventFile {
    let names: EventFileNames
    /// The size above which it is put away before more is added, bytes; nil for never.
    let mostBytes: Int?
    private var open: LineFile?

    /// A line without end that is longer than this is no event.
    private static let mostRestBytes = 64 << 20

    init(path: String, mostBytes: Int?) {
        names = EventFileNames(path: path)
        self.mostBytes = mostBytes
    }

    /// The file to add so many bytes to.
    mutating func ready(adding bytes: Int) throws(EventFileFault) -> LineFile {
        let current = try opened()
        guard let mostBytes, current.byteCount > 0, current.byteCount + bytes > mostBytes else { return current }
        do throws(FileFailure) {
            try current.synchronize()
            // Programs that follow the file keep the old one by its inode; it is never copied.
            try FileSystem.move(names.path, to: names.next)
            return try openAnew()
        } catch {
            throw .failed(error)
        }
    }

    /// Lets the file go; others may write to it then.
    mutating func release() { open = nil }

    private mutating func opened() throws(EventFileFault) -> LineFile {
        if let open, open.isInPlace { return open }
        let fresh: LineFile
        do throws(FileFailure) {
            fresh = try openAnew()
        } catch {
            throw .failed(error)
        }
        try mend(fresh)
        return fresh
    }

    private mutating func openAnew() throws(FileFailure) -> LineFile {
        open = nil
        let isNew = !FileSystem.exists(names.path)
        let fresh = try LineFile(path: names.path)
        if isNew { try FileSystem.synchronize(folder: names.folder) }
        open = fresh
        return fresh
    }

    /// Ends the last line if a crash or another program has not: a whole event gets its line feed, a begun one is taken
    /// back, since nobody was told that it is there.
    private mutating func mend(_ file: LineFile) throws(EventFileFault) {
        do throws(FileFailure) {
            let rest = try file.unfinishedLine(most: Self.mostRestBytes)
            if rest?.isEmpty == true { return }
            if let rest, Self.isWhole(rest) { return try file.append([0x0A]) }
            if let rest, rest.first == UInt8(ascii: "{") { return try file.truncate(to: file.byteCount - rest.count) }
        } catch {
            open = nil
            throw .failed(error)
        }
        open = nil
        throw .foreignRest(file.path)
    }

    private static func isWhole(_ rest: [UInt8]) -> Bool {
        guard let tree = try? JSONTree(parsing: rest) else { return false }
        return tree.members != nil
    }
}

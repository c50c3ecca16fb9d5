import FileAccess
import Glibc
import TestKit

/// A disk of its own for a folder, which can be filled; needs the right to mount one.
final class SmallDisk {
    /// This process may not mount, or the disk cannot be filled.
    struct Refused: Error {
        let number: Int32
    }

    /// Whether this process may mount disks, as root of its machine or container.
    static let canBeMade: Bool = {
        guard let scratch = try? ScratchFolder() else { return false }
        let folder = scratch.path
        guard mount("tmpfs", folder, "tmpfs", 0, "size=64k") == 0 else { return false }
        umount(folder)
        return withExtendedLifetime(scratch) { true }
    }()

    private let folder: String
    private var filler: String { folder + "/filler" }

    /// - Parameter folder: made if it is not there; what lies there is not to be seen until the disk is removed.
    init(_ folder: String, mebibytes: Int) throws {
        self.folder = folder
        try FileSystem.makeFolders(folder)
        guard mount("tmpfs", folder, "tmpfs", 0, "size=\(mebibytes)m") == 0 else { throw Refused(number: errno) }
    }

    deinit { umount2(folder, Int32(MNT_DETACH)) }

    /// Leaves no room.
    func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(file) }
        for size in [65_536, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(file, bytes, size) > 0 {}
        }
        guard errno == ENOSPC else { throw Refused(number: errno) }
    }

    /// Makes room again.
    func free() { unlink(filler) }
}

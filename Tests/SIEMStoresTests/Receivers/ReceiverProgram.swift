import Foundation

/// A syslog server of Debian's packages, unpacked by `.ci/receivers` or installed.
struct ReceiverProgram: Sendable {
    let path: String
    /// The folder of the server's own modules.
    let modules: String
    private let libraries: [String]

    static let rsyslog = ReceiverProgram("rsyslogd", modules: ["rsyslog"])
    static let syslogNG = ReceiverProgram("syslog-ng", modules: ["../syslog-ng/3.38", "syslog-ng/3.38"])

    /// Where `.ci/receivers` unpacks them.
    private static let unpacked = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/receivers").path

    private init?(_ name: String, modules: [String]) {
        for root in [Self.unpacked, ""] {
            let libraries = ["\(root)/usr/lib/x86_64-linux-gnu", "\(root)/usr/lib/aarch64-linux-gnu"]
            let folders = libraries.flatMap { folder in modules.map { "\(folder)/\($0)" } }
            let path = "\(root)/usr/sbin/\(name)"
            guard FileManager.default.isExecutableFile(atPath: path),
                let own = folders.first(where: { FileManager.default.fileExists(atPath: $0) })
            else { continue }
            self.path = path
            self.modules = own
            self.libraries =
                libraries + libraries.map { $0.replacingOccurrences(of: "/usr/lib/", with: "/lib/") }
                + ["\(root)/usr/lib/syslog-ng"]
            return
        }
        return nil
    }

    /// Starts it in the foreground, what it says going to a file.
    func start(_ arguments: [String], log: String) throws -> ReceiverProcess {
        let environment = ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":"), "PATH=/usr/bin:/bin"]
        return try ReceiverProcess([path] + arguments, environment: environment, log: log)
    }
}

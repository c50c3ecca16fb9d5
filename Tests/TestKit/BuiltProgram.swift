import Dispatch
import Foundation

/// The built program, run as people run it.
package enum BuiltProgram {
    /// What a run left behind.
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// No program lies beside the tests.
    package struct NotBuilt: Error {}

    /// Its path, beside the test bundle.
    package static var path: String {
        get throws {
            let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            let words = [CommandLine.arguments[0]] + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
            let folders = (words.map { URL(filePath: $0) } + [own]).map { $0.deletingLastPathComponent() }
            let found = folders.map { $0.appending(path: "siemgap").path }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            guard let found else { throw NotBuilt() }
            return found
        }
    }

    /// Runs a shell line in the folder; `$0` is the program.
    package static func shell(_ line: String, in folder: ScratchFolder) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", line, try path]
        process.currentDirectoryURL = URL(filePath: folder.path)
        // What the program remembers stays with the test.
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["XDG_STATE_HOME": folder.path + "/.state-home"]) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        // `waitUntilExit` runs the loop of its thread, which may never hear of the end there.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let messages = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        ended.wait()
        return Result(status: process.terminationStatus, output: text, errors: messages)
    }
}

package import AuditModel
package import Auditing
@preconcurrency import Glibc  // `environ` is a variable of the C library; it is read once, before any thread starts.

extension RunContext {
    /// The process's own clock, randomness, environment and streams.
    package static func live(cancelFlag: CancelFlag) -> RunContext {
        RunContext(
            now: { clock(CLOCK_REALTIME) }, uptime: { clock(CLOCK_MONOTONIC) },
            wait: { seconds in try await Task.sleep(for: .seconds(seconds)) },
            randomBytes: { count in
                var generator = SystemRandomNumberGenerator()
                return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }, environment: environmentVariables(), standardOutput: .standard(STDOUT_FILENO),
            standardError: .standard(STDERR_FILENO), cancelFlag: cancelFlag)
    }

    private static func clock(_ id: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(id, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static func environmentVariables() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return variables
    }
}

extension OutputStream {
    /// A stream of the process.
    fileprivate static func standard(_ descriptor: Int32) -> OutputStream {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let hasSize = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return OutputStream(isTerminal: isTerminal, columns: hasSize ? Int(size.ws_col) : nil) { text in
            let bytes = Array(text.utf8)
            var sent = 0
            while sent < bytes.count {
                let written = bytes.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
                }
                if written > 0 {
                    sent += written
                } else if errno == EPIPE {
                    throw ClosedStream()
                } else if errno != EINTR {
                    throw StreamFailure(errorNumber: errno)
                }
            }
        }
    }
}

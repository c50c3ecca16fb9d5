package import AuditModel

/// Everything a run takes from outside the process.
///
/// Built once at the start, passed down, never looked up.
package struct RunContext: Sendable {
    /// Nanoseconds since the Unix epoch, for saying when.
    package var now: @Sendable () -> Int64
    /// Nanoseconds of a clock that never jumps, for measuring how long.
    package var uptime: @Sendable () -> Int64
    /// Waits for a number of seconds, or throws `CancellationError`.
    package var wait: @Sendable (Double) async throws -> Void
    /// As many unpredictable bytes as asked for.
    package var randomBytes: @Sendable (Int) -> [UInt8]
    /// Names and values of the environment.
    package var environment: [String: String]
    package var standardOutput: OutputStream
    package var standardError: OutputStream
    /// Set when the person or the system asks for a stop.
    package var cancelFlag: CancelFlag

    /// Gathers what a run needs.
    package init(
        now: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64,
        wait: @escaping @Sendable (Double) async throws -> Void = UnplannedWait.wait,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], environment: [String: String],
        standardOutput: OutputStream, standardError: OutputStream, cancelFlag: CancelFlag
    ) {
        self.now = now
        self.uptime = uptime
        self.wait = wait
        self.randomBytes = randomBytes
        self.environment = environment
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.cancelFlag = cancelFlag
    }
}

/// A standard stream to write text to.
package struct OutputStream: Sendable {
    /// Whether a person sees it as it is written.
    package let isTerminal: Bool
    /// Columns of the terminal; nil where there is none.
    package let columns: Int?
    /// Writes all of the text; throws ``ClosedStream`` once nobody reads any more.
    package let write: @Sendable (String) throws -> Void

    /// Describes a stream.
    package init(isTerminal: Bool, columns: Int?, write: @escaping @Sendable (String) throws -> Void) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.write = write
    }
}

/// The reader of a stream went away; the process ends quietly.
package struct ClosedStream: Error {
    /// There is nothing to add.
    package init() {}
}

/// The waiting of runs that ask nobody.
package enum UnplannedWait {
    /// Ends the process: whoever asks a service has to say how it waits.
    package static func wait(_ seconds: Double) async throws {
        preconditionFailure("a run that asks a service was given no way to wait")
    }
}

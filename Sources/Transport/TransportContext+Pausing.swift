import AuditModel

extension TransportContext {
    /// Waits in steps of at most a second, and stops when the run is told to stop.
    package func pause(_ seconds: Double) async throws(CancellationError) {
        var left = seconds
        while left > 0 {
            guard !cancelFlag.isSet else { throw CancellationError() }
            let step = min(left, 1)
            do {
                try await wait(step)
            } catch {
                throw CancellationError()
            }
            left -= step
        }
    }
}

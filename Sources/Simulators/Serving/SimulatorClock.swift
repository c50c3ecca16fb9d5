/// The two times a simulator lives in, in nanoseconds since the Unix epoch, UTC.
package struct SimulatorClock: Sendable {
    /// What the host's clock shows: for token lives and waiting times.
    package let wall: @Sendable () -> Int64
    /// Added to the wall clock in `Date` headers (F22).
    package let offset: Int64
    private let fixed: Int64?

    /// Makes a clock.
    ///
    /// - Parameter fixed: the instant for which the services answer, always; nil: the wall clock's.
    package init(wall: @escaping @Sendable () -> Int64, fixed: Int64? = nil, offset: Int64 = 0) {
        self.wall = wall
        self.fixed = fixed
        self.offset = offset
    }

    /// The instant for which the services answer: records that become readable later do not exist yet.
    package var now: Int64 { fixed ?? wall() }

    /// What a `Date` header says.
    package var shown: Int64 { wall() + offset }
}

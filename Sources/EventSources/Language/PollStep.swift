/// A request that says how far a job is.
package struct PollStep: Hashable, Sendable {
    package var request: RequestStep
    /// The job's state in the answer.
    package var state: ResponsePath
    package var done: [String]
    package var failed: [String]
    /// Seconds between two questions: the first wait, and the longest, to which waits double.
    package var firstWait: Double
    package var longestWait: Double
    /// Seconds after which a job is given up.
    package var patience: Double
}

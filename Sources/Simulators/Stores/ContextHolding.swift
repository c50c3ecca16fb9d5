/// A simulated SIEM that keeps something for a question under way, such as a point in time or a search job.
package protocol ContextHolding: SimulatedService {
    /// How many of them nobody has freed yet.
    var openContexts: Int { get }
}

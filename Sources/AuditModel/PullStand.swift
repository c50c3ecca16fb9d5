/// How far the asking of services has come.
package struct PullStand: Hashable, Sendable {
    /// The sources or SIEMs being asked.
    package let names: [String]
    /// What is being asked for at the moment, such as a content type; nil when it is everything at once.
    package var scope: String?
    /// Nanoseconds of the windows that were asked for to their end, and all there are.
    package var covered: Int64 = 0
    package var total: Int64 = 0
    /// While ids are asked for: how many questions that takes.
    package var questions: Questions?
    /// Set while a service has asked to wait.
    package var waiting: Waiting?

    /// Nothing pulled yet.
    package init(names: [String]) { self.names = names }

    /// Questions that were answered, and how many there will be as far as can be told.
    package struct Questions: Hashable, Sendable {
        package let answered: Int
        package let known: Int

        /// Describes how far the questions have come.
        package init(answered: Int, known: Int) {
            self.answered = answered
            self.known = known
        }
    }

    /// A service asked to slow down.
    package struct Waiting: Hashable, Sendable {
        package let seconds: Double
        package let status: Int
        /// How many times it has asked.
        package let times: Int

        /// Describes a wait.
        package init(seconds: Double, status: Int, times: Int) {
            self.seconds = seconds
            self.status = status
            self.times = times
        }
    }
}

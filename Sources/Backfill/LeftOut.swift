/// Why an event is not sent, with how many there are.
package struct LeftOut: Hashable, Sendable {
    /// The reasons there are.
    package enum Reason: String, Sendable, CaseIterable {
        /// Larger than the target takes.
        case tooLarge = "too-large"
        /// Older than the target keeps.
        case tooOld = "too-old"
        /// Further ahead of the clock than the target takes.
        case tooNew = "too-new"
        /// Without a time, where the target needs one.
        case untimed
        /// Its record is cut; sending it would put damage into the SIEM.
        case cut
        /// Its id is not among those that the run lists.
        case unidentified
    }

    package let reason: Reason
    /// Events of that reason.
    package let count: Int

    /// Counts events of one reason.
    package init(_ reason: Reason, count: Int) {
        self.reason = reason
        self.count = count
    }
}

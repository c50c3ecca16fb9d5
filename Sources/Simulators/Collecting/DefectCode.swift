/// What can be wrong with a simulated collector, by the numbers of the fault catalogue.
package enum DefectCode: String, Sendable, CaseIterable {
    /// Each poll begins at the newest event time seen and never looks further back.
    case newestCheckpoint = "S1"
    /// Polls and pages begin after, not at, the last time seen.
    case exclusiveBound = "S2"
    case stopsAtEmptyPage = "S3"
    /// The lower bound is compared as text, so that `…41.6Z` sorts before `…41Z`.
    case comparesText = "S4"
    case lacksType = "S5"
    case dropsGoneBlobs = "S6"
    /// Blobs that are listed late with an old creation time are passed over.
    case forwardOnlyBlobs = "S7"
    case skipsThrottledPages = "S8"
    case outage = "S9"
    /// Overlapping polls store the same event again.
    case keepsRepeats = "S10"
    /// One record becomes several documents under new ids.
    case splitsRecords = "S11"
    case ingestTime = "S12"
    /// Times are read as local time.
    case localTime = "S13"
    /// Times are cut to whole seconds, or to a unit of the plan's.
    case coarseTime = "S14"
    case rejectsDocuments = "S15"
    /// Ids are written in upper case or between braces.
    case rewritesIDs = "S16"
    case firstPageOnly = "S17"
    /// Each poll asks for the stretch since the one before, once and never again.
    case windowsOnce = "S18"
    /// As `windowsOnce`, and each stretch ends before the next one begins.
    case holeBetweenPolls = "S19"
    /// An answer holds no more than so many records, and nobody asks for the rest.
    case resultCap = "S20"
    /// The collector works for a while after each start, then hangs until it is started again.
    case stopsAfterStart = "S21"
    /// Day and month of a time are swapped where both can be a month.
    case swapsDayAndMonth = "S22"
    /// An epoch number is read in a unit that is too small.
    case epochUnit = "S23"
}

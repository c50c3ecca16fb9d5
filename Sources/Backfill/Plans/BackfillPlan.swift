package import AuditModel
package import SIEMStores
package import Settings

/// What is to be sent where, as `plan.json` in the plan's folder states it.
package struct BackfillPlan: Hashable, Sendable {
    /// `p-<end of the run's id>-<number>`.
    package let id: String
    package let runID: String
    /// The run's folder when the plan was made.
    package let runFolder: String
    /// Of the run's `report.json`.
    package let reportSHA256: String
    package internal(set) var target: Target
    /// Nanoseconds since the Unix epoch.
    package let made: Int64
    package var events = Contents()
    /// Bounds of batches and the rate, as they were when the plan was made.
    package var limits = DeliveryLimits()
    /// Events that are not sent, in the order of the reasons' list.
    package var leftOut: [LeftOut] = []
    /// Missing events that were there when the plan was made; nil where the target cannot be asked.
    package var alreadyArrived: Int?
    /// What the run says of its window.
    package var audited = Audited()

    /// How long a plan holds: a day.
    package static let validity: Int64 = 86_400_000_000_000
    /// Nanoseconds since the Unix epoch.
    package var validUntil: Int64 { made + Self.validity }

    /// Where events are sent.
    package struct Target: Hashable, Sendable {
        /// Its name in the configuration.
        package let name: String
        package let kind: NamedSIEM.DeliveryKind
        package let address: String
        package let index: String?
        package var refusesRepeats = false
        package var keepsEventTime = true
        /// Whether it can be asked what it holds.
        package var canBeAsked = true

        /// Describes a target as its delivery does.
        package init(name: String, _ traits: DeliveryTraits) {
            self.init(name: name, kind: traits.kind, address: traits.address, index: traits.index)
            refusesRepeats = traits.refusesRepeats
            keepsEventTime = traits.keepsEventTime
        }

        /// Describes a target.
        init(name: String, kind: NamedSIEM.DeliveryKind, address: String, index: String?) {
            self.name = name
            self.kind = kind
            self.address = address
            self.index = index
        }
    }

    /// What is sent.
    package struct Contents: Hashable, Sendable {
        package var count = 0
        /// Bytes of records.
        package var bytes = 0
        /// Over the ids' normal forms, sorted and joined by line feeds.
        package var idsSHA256 = ""
        /// Of `events.ndjson`.
        package var fileSHA256 = ""

        /// Nothing.
        package init() {}
    }

    /// What the run says of its window.
    package struct Audited: Hashable, Sendable {
        /// Half-open; nil where no event had a time.
        package var window: TimeWindow?
        /// Events that the run found missing.
        package var missing = 0
        /// Whether nothing of the window was unknown or not settled, so that it is complete once nothing is missing.
        package var isWhole = false
        /// The audited SIEM's name where the target is another one, in which nothing tells what the audited one holds;
        /// nil where events go to the audited SIEM.
        package var otherSIEM: String?

        /// Nothing known.
        package init() {}
    }

    /// Begins a plan.
    package init(
        id: String, runID: String, runFolder: String, reportSHA256: String, target: Target, made: Int64
    ) {
        self.id = id
        self.runID = runID
        self.runFolder = runFolder
        self.reportSHA256 = reportSHA256
        self.target = target
        self.made = made
    }
}

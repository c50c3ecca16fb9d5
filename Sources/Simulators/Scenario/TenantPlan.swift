/// What a tenant's log holds, before anything goes wrong.
package struct TenantPlan: Hashable, Sendable {
    /// A kind of event by which the service separates streams, such as a workload or a sign-in kind.
    package struct EventType: Hashable, Sendable {
        package var name: String
        /// Share among all events; shares need not add up to 1.
        package var share: Double
        /// Nil: the tenant's delay.
        package var delay: DelayPlan?

        /// Describes a type.
        package init(_ name: String, share: Double, delay: DelayPlan? = nil) {
            self.name = name
            self.share = share
            self.delay = delay
        }
    }

    /// When the tenant's log begins.
    package enum Start: Hashable, Sendable {
        /// Nanoseconds since the Unix epoch, UTC.
        case at(Int64)
        /// This long before now, in nanoseconds, then back to midnight UTC.
        case before(Int64)
    }

    /// The kinds of sources served, by their configuration type; each has a log of its own with all `events`.
    package var sources: [String]
    package var from: Start
    /// Nanoseconds.
    package var length: Int64
    /// Events of each source, repeats not counted.
    package var events: Int
    /// Empty: the types the service usually has.
    package var types: [EventType]
    package var delay: DelayPlan
    /// The instant for which the services answer, in nanoseconds behind the start; nil: the clock's.
    package var now: Int64?
    /// App roles that tokens carry; nil: all that any service wants.
    package var roles: [String]?
    package var habits: EventHabits

    /// Describes a tenant; `length` and `now` in nanoseconds.
    package init(
        sources: [String], from: Start, length: Int64, events: Int, types: [EventType] = [],
        delay: DelayPlan = DelayPlan(law: .none), now: Int64? = nil, roles: [String]? = nil,
        habits: EventHabits = EventHabits()
    ) {
        self.sources = sources
        self.from = from
        self.length = length
        self.events = events
        self.types = types
        self.delay = delay
        self.now = now
        self.roles = roles
        self.habits = habits
    }

    /// The first instant of the log, for a clock that shows `now`; nanoseconds since the Unix epoch, UTC.
    package func start(at now: Int64) -> Int64 {
        switch from {
        case .at(let instant): return instant
        case .before(let distance):
            let day: Int64 = 86_400_000_000_000
            let instant = now - distance
            return instant - (instant % day + day) % day
        }
    }
}

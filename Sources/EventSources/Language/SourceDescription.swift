package import Transport

/// A REST source, described.
package struct SourceDescription: Sendable {
    /// The order in which a service lists records; never assumed.
    package enum Order: String, Sendable, CaseIterable {
        case ascending = "asc"
        case descending = "desc"
        case none
    }

    /// A national or sovereign cloud, with the texts that differ there.
    package struct Cloud: Hashable, Sendable {
        package let name: String
        package let values: [BodyTemplate.Field]
    }

    /// Such as `okta-system-log`.
    package var type: String
    /// One line for people.
    package var title = ""
    /// What a user may and must set.
    package var settings: [SettingRule] = []
    /// The first is the default.
    package var clouds: [Cloud] = []
    /// Texts that other templates name as settings, `base_url` among them; a setting of that name takes precedence.
    package var values: [BodyTemplate.Field] = []
    package var auth: [AuthRule] = []
    package var steps: SourceSteps
    package var window = WindowRule()
    package var fanOut: FanOut?
    /// The setting with the values of the fan-out; nil when they are fixed.
    package var fanOutSetting: String?
    package var paging = PagingRule()
    package var records = RecordRule()
    package var order = Order.none
    package var throttle = ThrottleRules()
    package var errors = ErrorRules()
    package var limits = RateLimit(requests: nil, perSeconds: 1, inFlight: 4)
    package var parallel = 4
    package var resultCap: Int?
    package var isRepeatable = true

    /// Describes a source with one request; the rest has its defaults.
    package init(type: String, list: RequestStep) {
        self.type = type
        steps = SourceSteps(list: list)
    }
}

/// Parts of a source that are asked one by one.
package struct FanOut: Hashable, Sendable {
    /// The name of the part, such as `content_type`.
    package var name: String
    package var values: [FanOutValue]
    /// Where a record names its part, to notice a service that ignores which one was asked for; nil when it does not.
    package var field: ResponsePath?

    /// Describes the parts.
    package init(name: String, values: [FanOutValue], field: ResponsePath? = nil) {
        self.name = name
        self.values = values
        self.field = field
    }
}

/// One part of a source.
package struct FanOutValue: Hashable, Sendable {
    package let value: String
    /// The text that stands for it in questions.
    package let query: String
    /// How far back the service serves the part, nanoseconds; nil: as far as the others.
    package let oldest: Int64?

    /// Describes a part.
    package init(_ value: String, query: String? = nil, oldest: Int64? = nil) {
        self.value = value
        self.query = query ?? value
        self.oldest = oldest
    }
}

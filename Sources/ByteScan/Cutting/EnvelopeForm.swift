/// A JSON text that holds its events in one array, and where that array is.
package struct EnvelopeForm: Hashable, Sendable {
    /// One step towards the array.
    package enum Step: Hashable, Sendable {
        case key(String)
        /// Any element of an array.
        case anyItem
    }

    /// A short name: `value`, `Records`, `hits.hits`.
    package let name: String
    package let path: [Step]
    /// Members that may stand before the array on the way to it; nil allows all.
    ///
    /// Guards against taking an array inside a single event for a list of events.
    package let companions: Set<String>?
    /// A member that must stand before the array, beside it, with this text.
    package let marker: (name: String, value: String)?

    /// Makes a form.
    package init(
        _ name: String, path: [Step], companions: Set<String>?, marker: (name: String, value: String)? = nil
    ) {
        self.name = name
        self.path = path
        self.companions = companions
        self.marker = marker
    }

    package static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.path == right.path }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(path)
    }
}

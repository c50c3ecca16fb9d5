/// One way to name an event: a single field, or several that only together do.
package struct IDField: Hashable, Sendable {
    /// One of the fields that make up an id.
    package struct Part: Hashable, Sendable {
        package let path: FieldPath
        /// Whether the value is a time, to be compared as an instant and not as text.
        package let isTime: Bool
    }

    package let parts: [Part]

    /// Makes an id of its parts, in order.
    package init(_ parts: [Part]) { self.parts = parts }

    /// An id that is one field.
    package init(_ path: FieldPath) { self.init([Part(path: path, isTime: false)]) }

    /// The paths, in order.
    package var paths: [FieldPath] { parts.map(\.path) }

    func under(_ prefix: FieldPath) -> IDField {
        IDField(parts.map { Part(path: prefix.appending($0.path), isTime: $0.isTime) })
    }
}

extension IDField: ExpressibleByStringLiteral {
    /// An id that is one field.
    package init(stringLiteral text: String) { self.init(FieldPath(stringLiteral: text)) }
}

extension IDField: ExpressibleByArrayLiteral {
    /// An id of several fields.
    package init(arrayLiteral parts: Part...) { self.init(parts) }
}

extension IDField.Part: ExpressibleByStringLiteral {
    /// A part compared as text.
    package init(stringLiteral text: String) { self.init(path: FieldPath(stringLiteral: text), isTime: false) }

    /// A part compared as an instant.
    package static func time(_ path: FieldPath) -> Self { Self(path: path, isTime: true) }
}

extension IDField: CustomStringConvertible {
    /// The paths, joined by ` + `.
    package var description: String { parts.map(\.path.description).joined(separator: " + ") }
}

/// What a time without a zone means.
package enum ZoneDefault: Hashable, Sendable {
    /// UTC, as the writer documents.
    case utc
    /// Somebody's local time; only the person who exported the file knows.
    case ask
}

/// Where an event time lies, and what it means without a zone.
package struct TimeField: Hashable, Sendable {
    package let path: FieldPath
    package let zone: ZoneDefault
    /// Whether it means something else than the event's time, and serves only where a file has no better field.
    package let isSubstitute: Bool

    /// Makes a time field.
    package init(_ path: FieldPath, _ zone: ZoneDefault, isSubstitute: Bool = false) {
        self.path = path
        self.zone = zone
        self.isSubstitute = isSubstitute
    }

    /// A UTC field of another meaning, for files without a better one.
    package static func substitute(_ path: FieldPath) -> Self { Self(path, .utc, isSubstitute: true) }

    /// A field whose times are UTC where they name no zone.
    package static func utc(_ path: FieldPath) -> Self { Self(path, .utc) }
    /// A field whose zone has to be asked for where its times name none.
    package static func ask(_ path: FieldPath) -> Self { Self(path, .ask) }
}

/// The part of a source an event belongs to: a workload, a kind of sign-in, an application.
package struct ScopeField: Hashable, Sendable {
    /// The name reports use.
    package let name: String
    package let paths: [FieldPath]

    /// Makes a scope field.
    package init(_ name: String, _ paths: [FieldPath]) {
        self.name = name
        self.paths = paths
    }
}

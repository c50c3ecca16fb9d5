/// A credential in memory; nothing prints it.
package struct Secret: Sendable {
    private let text: String

    /// Keeps the text of a credential.
    package init(_ text: String) { self.text = text }

    /// The credential itself, for the one place that sends it.
    package func revealed() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a credential is kept; configuration never holds one itself.
package enum SecretReference: Hashable, Sendable {
    /// The value of an environment variable.
    case environment(String)
    /// The content of a file, without the line feed at its end.
    case file(String)
    /// What a command prints, without the line feed at its end.
    case command([String])
}

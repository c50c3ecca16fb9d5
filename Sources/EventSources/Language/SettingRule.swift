/// A setting that a description declares.
package struct SettingRule: Hashable, Sendable {
    /// What a setting's value is.
    package enum Form: String, Sendable, CaseIterable {
        case text, integer, list
        /// A reference to a credential.
        case secret
        /// `{file: PATH, key: {file: PATH}}`: a certificate and, as secret `NAME.key`, its private key.
        case certificate
    }

    package let name: String
    package var form = Form.text
    package var isRequired = false
    /// Used when the user sets nothing; for a list, its items.
    package var usual: [Template] = []
    /// The only values allowed; empty for any.
    package var choices: [String] = []
    /// One line for people.
    package var about = ""

    /// Declares a setting.
    package init(_ name: String) { self.name = name }
}

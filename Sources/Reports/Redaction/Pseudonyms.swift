import Crypto

/// Tokens that stand for names: the same name has the same token throughout a run, and another one in another run.
package struct Pseudonyms: Sendable {
    /// What tokens begin with.
    package static let mark = "tok-"

    private let key: SymmetricKey

    /// - Parameter key: random bytes that are kept nowhere; at least 16.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// `tok-` and 16 hexadecimal digits: the beginning of the text's HMAC-SHA-256.
    package func token(for text: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: text, using: key)
        return Self.mark + code.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The token of a text.
    package func token(for text: String) -> String { token(for: Array(text.utf8)) }
}

package import AuditModel
import Synchronization

/// Takes credentials out of text that came from outside before it is shown or kept.
///
/// Known secrets are replaced wherever they stand, in plain, percent-encoded and base 64 form. Of what nobody told us
/// of, that which looks like a credential goes too: tokens, values of telling names, and everything behind the
/// question mark of a URL.
package final class Redaction: Sendable {
    private let secrets: [Secret]
    private let learned = Mutex<[Secret]>([])

    /// What stands where a secret stood.
    package static let mark = "<redacted>"
    /// Names whose values are taken out wherever they are written as `name=value` or `"name":"value"`.
    private static let tellingNames = [
        "secret", "token", "password", "passwd", "signature", "assertion", "authorization", "credential", "api_key",
        "apikey", "api-key", "skey",
    ]
    private static let schemes: Set = ["bearer", "basic", "ssws", "token"]

    /// Knows the given secrets.
    package init(_ secrets: [Secret]) { self.secrets = secrets }

    /// Knows one more secret from now on, such as a token that was just given out; the last eight are kept.
    package func learn(_ secret: Secret) {
        learned.withLock { learned in
            learned.append(secret)
            if learned.count > 8 { learned.removeFirst() }
        }
    }

    /// The text on one line, without secrets and hostile characters, cut to so many characters.
    package func clean(_ text: String, limit: Int = 300) -> String {
        // Looking at more would only cost time: nothing beyond the limit is shown, and no secret is longer than this.
        var text = String(text.prefix(limit + 16_384))
        for secret in secrets + learned.withLock({ $0 }) {
            for form in Self.forms(secret.revealed()) { text = Self.replacing(form, in: text) }
        }
        let visible = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isHostile ? " " : $0 }))
        var words: [String] = []
        var previous = ""
        for word in visible.split(separator: " ") {
            words.append(Self.schemes.contains(previous) && word.count > 15 ? Self.mark : Self.cleanWord(word))
            previous = word.lowercased()
        }
        let line = words.joined(separator: " ")
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }

    /// Shorter ones would be found in every second word; no service gives such ones out.
    private static func forms(_ secret: String) -> [String] {
        guard secret.utf8.count >= 4 else { return [] }
        let forms = [secret, PercentCoding.encoded(secret.utf8), Base64URL.encoded(secret.utf8)]
        // Lines of a key in PEM form are secrets each.
        let lines = secret.split(whereSeparator: \.isNewline).filter { $0.count > 20 && !$0.hasPrefix("-----") }
        return forms + lines.map(String.init)
    }

    private static func replacing(_ secret: String, in text: String) -> String {
        var output = ""
        var rest = text[...]
        while let found = rest.range(ofText: secret) {
            output += rest[..<found.lowerBound] + mark
            rest = rest[found.upperBound...]
        }
        return output + rest
    }

    private static func cleanWord(_ word: Substring) -> String {
        if isToken(word) { return mark }
        if word.range(ofText: "://") != nil { return withoutQuery(word) }
        let lower = word.lowercased()
        guard let separator = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return String(word) }
        let value = word[word.index(after: separator)...]
        let name = lower[..<(lower.firstIndex { $0 == "=" || $0 == ":" } ?? lower.endIndex)]
        guard !value.isEmpty, tellingNames.contains(where: { name.range(ofText: $0) != nil }) else {
            return String(word)
        }
        return word[...separator] + mark
    }

    /// Three parts in base 64, the first of which begins as JSON does.
    private static func isToken(_ word: Substring) -> Bool {
        guard let start = word.range(ofText: "eyJ")?.lowerBound else { return false }
        return word[start...].split(separator: ".", omittingEmptySubsequences: false).count >= 3
    }

    private static func withoutQuery(_ word: Substring) -> String {
        let plain = word.prefix { $0 != "?" && $0 != "#" }
        let isCut = plain.endIndex < word.endIndex
        guard let scheme = plain.range(ofText: "://") else { return String(plain) }
        let authority = plain[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return plain + (isCut ? "?…" : "") }
        return plain[..<scheme.upperBound] + mark + plain[at...] + (isCut ? "?…" : "")
    }
}

extension Redaction: CustomStringConvertible, CustomReflectable {
    package var description: String { Self.mark }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

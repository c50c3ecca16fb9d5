/// A `$skiptoken`: where the next page begins, made so that it cannot be guessed or carried to another query.
package struct PageToken: Hashable, Sendable {
    /// Records of the order already passed, shown or not.
    package let position: Int
    /// How often a page at that position was asked for in vain; keeps links apart.
    package let attempt: Int
    /// Which run of the query this is, from 0.
    package let run: Int

    /// Makes a token.
    package init(position: Int, attempt: Int = 0, run: Int = 0) {
        self.position = position
        self.attempt = attempt
        self.run = run
    }

    /// Reads a token made for the same salt; nil for anything else.
    package init?(parsing text: String, salt: String) {
        guard let bytes = Base64URL.bytes(of: text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ".")
        guard parts.count == 4, let position = Int(parts[0]), let attempt = Int(parts[1]), let run = Int(parts[2])
        else { return nil }
        self.init(position: position, attempt: attempt, run: run)
        guard self.text(salt: salt) == text else { return nil }
    }

    /// The token's text, for a query told apart by the salt.
    package func text(salt: String) -> String {
        let plain = "\(position).\(attempt).\(run)"
        let check = SeededGenerator.hash(seed: 0x70A6E, plain + "|" + salt) & 0xFFFF_FFFF
        return Base64URL.text(of: Array("\(plain).\(String(check, radix: 16))".utf8))
    }
}

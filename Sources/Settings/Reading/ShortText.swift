/// Text of a file as messages repeat it.
enum ShortText {
    private static let mostCharacters = 40

    /// The text, cut to 40 characters.
    static func cut(_ text: String) -> String {
        text.count > mostCharacters ? text.prefix(mostCharacters) + "…" : text
    }
}

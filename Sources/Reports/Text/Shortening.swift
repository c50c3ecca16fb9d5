/// Cuts long names for places of limited width; the files hold them whole.
enum Shortening {
    /// The most characters of a side's name in a sentence.
    private static let nameLength = 32

    /// A side's name; of a long path the end stays.
    static func name(_ name: String) -> String {
        guard name.unicodeScalars.count > nameLength else { return name }
        return "..." + String(String.UnicodeScalarView(name.unicodeScalars.suffix(nameLength - 3)))
    }

    /// A label of at most `length` characters; the beginning stays.
    static func label(_ label: String, to length: Int) -> String {
        guard label.unicodeScalars.count > length else { return label }
        return String(String.UnicodeScalarView(label.unicodeScalars.prefix(length - 2))) + ".."
    }
}

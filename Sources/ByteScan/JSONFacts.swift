/// What a scan noticed about one JSON record, besides its fields.
struct JSONFacts {
    /// The text is one JSON value from its first byte to its last.
    var isWhole = false
    /// That value is an object.
    var isObject = false
    /// Some string holds a control byte.
    var hasControlBytes = false
    /// Some byte is above 0x7F.
    var hasHighBytes = false
    /// A JSON text held in a wanted string is cut or not JSON.
    var hasBrokenText = false

    /// Adds what was noticed about a text inside the record.
    mutating func merge(_ text: JSONFacts) {
        hasBrokenText = hasBrokenText || !text.isWhole || text.hasBrokenText
    }
}

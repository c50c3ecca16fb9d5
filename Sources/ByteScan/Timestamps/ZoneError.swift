/// Why a zone's text did not give a zone.
package enum ZoneError: Error, Hashable, Sendable {
    /// No zone of that name; `near` holds up to three names that resemble it, best first.
    case unknown(name: String, near: [String])
    /// The zone's file exists but is not a usable TZif file.
    case malformed(name: String)
    /// The system has no time zone database in that folder.
    case noDatabase(folder: String)
}

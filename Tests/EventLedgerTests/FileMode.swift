import Foundation

/// The permissions of a file.
enum FileMode {
    /// The lower nine bits.
    static func of(_ path: String) throws -> Int {
        let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        return (value ?? 0) & 0o777
    }
}

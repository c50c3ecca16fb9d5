import Glibc

/// The system's time zone database: TZif files in a folder, named as IANA names them.
package struct ZoneDatabase: Sendable {
    /// The folder with the files.
    package let folder: String

    /// Uses the files below `folder`.
    package init(folder: String = "/usr/share/zoneinfo") { self.folder = folder }

    /// Reads a zone by its IANA name, with the case IANA writes it in.
    ///
    /// - Throws: ``ZoneError``, with near names if there is no such zone. A name that would leave the folder is unknown.
    package func zone(named name: String) throws(ZoneError) -> ZoneTable {
        guard Self.isName(name), let bytes = Self.contents(of: folder + "/" + name) else {
            guard Self.canRead(folder) else { throw .noDatabase(folder: folder) }
            throw .unknown(name: name, near: near(name))
        }
        guard let table = TZifDecoder.table(name: name, bytes: bytes) else { throw .malformed(name: name) }
        return table
    }

    /// The IANA name of this machine's zone: `variable` (the value of `TZ`) if it is set to one, else where the link
    /// `link` points; nil if neither names a zone of the database.
    package func machineZoneName(variable: String?, link: String = "/etc/localtime") -> String? {
        if let variable, !variable.isEmpty {
            let name = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
            return exists(name) ? name : nil
        }
        guard let target = Self.target(of: link), let name = target.ending(after: "zoneinfo/") else { return nil }
        return exists(name) ? name : nil
    }

    /// The places of the database, links left out, sorted: names of an area and a city; none without a list of names.
    package var places: [String] {
        guard let bytes = Self.contents(of: folder + "/tzdata.zi") else { return [] }
        return bytes.split(separator: 0x0A).compactMap { line in
            let parts = line.split(separator: 0x20)
            guard line.first == 0x5A, parts.count > 1, parts[1].contains(0x2F),
                !parts[1].starts(with: Array("Etc/".utf8))
            else { return nil }
            return String(decoding: parts[1], as: UTF8.self)
        }.sorted()
    }

    private func exists(_ name: String) -> Bool {
        Self.isName(name) && Self.canRead(folder + "/" + name)
    }

    /// Letters, digits, `+ - _` and single slashes between parts; so no path out of the folder.
    private static func isName(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count) else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x41...0x5A).contains(byte.asciiUppercase) || (0x30...0x39).contains(byte)
                        || byte == 0x2B || byte == 0x2D || byte == 0x5F
                }
        }
    }

    // MARK: - Near names

    /// Up to three names that resemble the given one; none if the database has no list of names.
    private func near(_ name: String) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        let ranked = names().compactMap { candidate -> (Int, String)? in
            let bytes = Array(candidate.lowercased().utf8)
            let city = Array(bytes.suffix(while: { $0 != 0x2F }))
            let distance = min(Self.distance(wanted, bytes), Self.distance(wanted, city) + 1)
            return distance <= max(1, wanted.count / 3) ? (distance, candidate) : nil
        }
        return ranked.sorted { $0 < $1 }.prefix(3).map(\.1)
    }

    /// Names of zones and links from `tzdata.zi`, which lies beside the files.
    private func names() -> [String] {
        guard let bytes = Self.contents(of: folder + "/tzdata.zi") else { return [] }
        return bytes.split(separator: 0x0A).compactMap { line in
            let parts = line.split(separator: 0x20)
            switch line.first {
            case 0x5A where parts.count > 1: return String(decoding: parts[1], as: UTF8.self)
            case 0x4C where parts.count > 2: return String(decoding: parts[2], as: UTF8.self)
            case .some, .none: return nil
            }
        }
    }

    /// Number of single-byte edits between two names.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (line, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in right.indices {
                let cost = diagonal + (right[column] == byte ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }

    // MARK: - Files

    private static func canRead(_ path: String) -> Bool {
        // SAFETY: the path is a terminated copy that lives for the call.
        unsafe access(path, R_OK) == 0
    }

    /// The bytes of a file of at most 1 MiB; nil if it cannot be read or is longer.
    private static func contents(of path: String) -> [UInt8]? {
        // SAFETY: the path is a terminated copy that lives for the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16_384)
        while true {
            // SAFETY: the pointer covers `count` initialized bytes for the length of the call.
            let count = unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 || errno == EINTR, bytes.count <= 1 << 20 else { return nil }
            bytes += block.prefix(max(0, count))
        }
    }

    /// Where a symbolic link points.
    private static func target(of link: String) -> String? {
        var text = [UInt8](repeating: 0, count: 1024)
        // SAFETY: `readlink` writes at most the given number of bytes, all of them inside the array.
        let count = unsafe text.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe readlink(link, start.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        return count > 0 ? String(decoding: text.prefix(count), as: UTF8.self) : nil
    }
}

extension String {
    /// What follows the last occurrence of `marker`.
    fileprivate func ending(after marker: String) -> String? {
        var start = endIndex
        while start >= startIndex {
            if self[start...].hasPrefix(marker) { return String(self[start...].dropFirst(marker.count)) }
            guard start > startIndex else { return nil }
            start = index(before: start)
        }
        return nil
    }
}

extension Array where Element == UInt8 {
    /// The longest ending whose bytes all satisfy a condition.
    fileprivate func suffix(while isIncluded: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[(lastIndex { !isIncluded($0) }.map { $0 + 1 } ?? 0)...]
    }
}

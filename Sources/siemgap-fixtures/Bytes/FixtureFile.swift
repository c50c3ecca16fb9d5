/// One generated file.
package struct FixtureFile: Sendable {
    /// Relative to the fixture folder, with `/` between parts.
    package var path: String
    package let bytes: [UInt8]

    /// A file of the given bytes.
    package init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A UTF-8 text file, written as it is.
    init(_ path: String, text: String) { self.init(path, Array(text.utf8)) }

    /// The same content as one gzip member, with `.gz` added to the name.
    var gzipped: FixtureFile { FixtureFile(path + ".gz", GzipFile.member(bytes)) }
}

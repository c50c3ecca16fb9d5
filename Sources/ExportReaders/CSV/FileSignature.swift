/// Kinds of files that are recognised by their first bytes and named, but not read.
package enum FileSignature: String, Sendable, CaseIterable {
    case gzip, zip, xml, html, pdf, sevenZip, zstandard, bzip2, xz, oldOffice, parquet, sqlite, windowsEventLog, binary

    /// Recognises a file by its head; nil for what may be text in one of the formats that are read.
    ///
    /// `gzip` is named here for streams inside gzip; readers unpack the outer one.
    package init?(head: [UInt8]) {
        if let known = Self.magic.first(where: { head.starts(with: $0.bytes) }) {
            self = known.kind
            return
        }
        if let markup = Self.markup(head) {
            self = markup
            return
        }
        guard Self.isBinary(head) else { return nil }
        self = .binary
    }

    /// What it is called, and what to do instead.
    package var advice: String {
        switch self {
        case .gzip: "gzip inside gzip; unpack it once"
        case .zip: "a ZIP archive (or a spreadsheet, which is one); unpack it, or save the sheet as CSV"
        case .xml: "XML; export CSV or JSON instead"
        case .html: "an HTML page, often a sign-in or error page saved by mistake; download the export again"
        case .pdf: "a PDF document; export CSV or JSON instead"
        case .sevenZip: "a 7z archive; unpack it"
        case .zstandard: "compressed with zstd; unpack it"
        case .bzip2: "compressed with bzip2; unpack it"
        case .xz: "compressed with xz; unpack it"
        case .oldOffice: "an old spreadsheet; save it as CSV"
        case .parquet: "a Parquet file; export NDJSON or CSV instead"
        case .sqlite: "an SQLite database; export CSV instead"
        case .windowsEventLog: "a Windows event log; export CSV or JSON instead"
        case .binary: "binary data; export CSV or JSON instead"
        }
    }

    private static let magic: [(kind: FileSignature, bytes: [UInt8])] = [
        (.gzip, [0x1F, 0x8B]), (.zip, [0x50, 0x4B, 0x03, 0x04]), (.zip, [0x50, 0x4B, 0x05, 0x06]),
        (.pdf, Array("%PDF-".utf8)), (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]), (.bzip2, Array("BZh".utf8)), (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
        (.oldOffice, [0xD0, 0xCF, 0x11, 0xE0]), (.parquet, Array("PAR1".utf8)),
        (.sqlite, Array("SQLite format 3".utf8)), (.windowsEventLog, Array("ElfFile".utf8)),
    ]

    private static func markup(_ head: [UInt8]) -> FileSignature? {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = head.dropFirst(start).drop { $0 <= 0x20 }.prefix(64).map { $0 | 0x20 }
        if text.starts(with: "<!doctype html".utf8) || text.starts(with: "<html".utf8) { return .html }
        guard text.first == UInt8(ascii: "<"), text.count > 1 else { return nil }
        // A syslog priority also begins with an angle bracket, but a digit follows.
        let next = text[1]
        return next == UInt8(ascii: "?") || next == UInt8(ascii: "!") || 0x61...0x7A ~= next ? .xml : nil
    }

    /// Zero bytes mean binary, unless they are every other byte of UTF-16 text.
    private static func isBinary(_ head: [UInt8]) -> Bool {
        guard TextEncoding.detect(head).encoding == .utf8 else { return false }
        let zeros = head.prefix(4096).count { $0 == 0 }
        let controls = head.prefix(4096).count { $0 < 0x09 || 0x0E..<0x20 ~= $0 && $0 != 0x1B }
        return zeros > 0 && controls * 10 > min(head.count, 4096)
    }
}

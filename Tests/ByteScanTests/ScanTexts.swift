import FileAccess
import TestKit

/// Texts to scan.
enum ScanTexts {
    /// The unpacked bytes of a file, at most a mebibyte, as they are read.
    static func unpacked(_ path: String) throws -> [UInt8] {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: 1 << 20)
        while try buffer.count < 1 << 20 && input.read(into: buffer, upTo: 1 << 20) > 0 {}
        return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    // A file that is gone is no text.
    static let fixtures: [[UInt8]] = FixtureTexts.files.compactMap { try? unpacked($0) }

    static let crafted: [String] = [
        #"{"Id":"a","CreationTime":"2026-11-14T02:00:01Z","a":{"b":1}}"#,
        #"{"a.b":"joined","Id":null,"id":"","AuditData":"{\"Id\":\"x\\u0041\",\"CreationTime\":\"2026-11-14T02:00:01\"}"}"#,
        #"{"a":[["p","q","r"],{"c":"deep","c":"second"}],"x":[1,2,{"y":[]}]}"#,
        #"{"AuditData":"{\"Id\":\"x\",\"Cut","Id":"kept"}"#, #"{"Id":"kept","AuditData":"no JSON"}"#,
        #"{"\u0049d":"escaped key","CreationTime":1763085601}"#, #"{"Id":{"o":1},"id":["first",2]}"#,
        #"<14>1 host app - {"Id":"prefixed"}"#, #"{"Id":12345678901234567890,"id":1.0e5}"#,
        "{\"Id\":\"tab\there\"}", "{\"Id\":\"\u{e9}\"}", "", " ", "null", "{}", "[]", "[1,2]", "{\"Id\":\"open",
        "\"\\\"",
        "{\"Id\":\"a\"}x", "{\"Id\":\"a\"}{\"Id\":\"b\"}", "\\", "\\\"{", "{\u{c}}", "{\"a\":1\u{1a}\"b\":2}",
        "1,\"{\"\"Id\"\":\"\"q\"\"}\",2026-11-14T02:00:01Z\r\n\"a\nb\",c\"d\"\"e,\"\"\"\"\r\n", "\"", "\"\"", "\"\"\"",
        ",,,\n\n\r\n",
    ]
}

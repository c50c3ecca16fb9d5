import AuditModel
import Testing

@testable import Reports

struct EscapingTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"),
        ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
        ("=\"a\"", "\"'=\"\"a\"\"\""),
        ("", ""), ("a=b", "a=b"),
    ]) func csvCells(text: String, cell: String) {
        #expect(Escaping.csvCell(text) == cell)
    }

    @Test(arguments: [
        ("é", "é"), ("\u{1B}[2J", "\\u001b[2J"), ("a\u{202E}b", "a\\u202eb"), ("a\nb", "a\\u000ab"),
    ]) func terminal(text: String, shown: String) {
        #expect(Escaping.terminal(text) == shown)
    }

    @Test(arguments: [
        ("a\tb\n", "a\\tb\\n"), ("é", "\\u00e9"), ("\u{1F600}", "\\u{1f600}"), ("\\", "\\\\"),
    ]) func plain(text: String, shown: String) {
        #expect(Escaping.plain(text) == shown)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("[x](y)", "\\[x\\]\\(y\\)"), ("http://h", "http&#58;//h"),
        ("a\nb", "a\\\\u000ab"),
    ]) func markdown(text: String, shown: String) {
        #expect(Escaping.markdown(text) == shown)
    }

    @Test(arguments: [
        ("{\"a\":\"<b>&'\"}", "{\"a\":\"&lt;b&gt;&amp;&#39;\"}"), ("é\u{202E}x", "é\\u202ex"),
        ("\u{85}\u{A0}", "\\u0085\u{A0}"),
        ("\u{61C}\u{61B}", "\\u061c\u{61B}"), ("\u{FEFF}\u{FEFE}\u{E000}", "\\ufeff\u{FEFE}\u{E000}"), ("", ""),
    ]) func markup(text: String, shown: String) {
        #expect(Escaping.markup(text) == shown)
    }

    /// Every character up to U+FFFF and some beyond, between others.
    @Test func markupChangesWhatIsHostileAndNothingElse() {
        let marks: Set<Unicode.Scalar> = ["<", ">", "&", "'"]
        for value in Array(UInt32(0)...0xFFFF) + [0x10000, 0x1F600, 0x10FFFF] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = Escaping.markup("a\(scalar)é\(scalar)")
            #expect((shown == "a\(scalar)é\(scalar)") == (!scalar.isHostile && !marks.contains(scalar)))
            #expect(shown.unicodeScalars.allSatisfy { !$0.isHostile })
        }
    }
}

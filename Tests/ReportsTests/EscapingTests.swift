import Reports
import Testing

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
}

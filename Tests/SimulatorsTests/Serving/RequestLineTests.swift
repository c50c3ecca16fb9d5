import Testing

@testable import Simulators

struct RequestLineTests {
    @Test(arguments: [
        ("/a/b", "/a/b", "", ""), ("/a%20b?x=1", "/a b", "x=1", "x:1"),
        ("/a?$filter=t%20ge%202026&$top=5", "/a", "$filter=t%20ge%202026&$top=5", "$filter:t ge 2026|$top:5"),
        ("/a?x=1+2&x=%2B", "/a", "x=1+2&x=%2B", "x:1 2|x:+"), ("/a+b?y", "/a+b", "y", "y:"),
        ("/%zz?q=%", "/%zz", "q=%", "q:%"), ("/audit/1$2$a", "/audit/1$2$a", "", ""),
        ("/?a=b=c&&d=", "/", "a=b=c&&d=", "a:b=c|d:"),
    ])
    func splitsTargets(_ target: String, _ path: String, _ raw: String, _ query: String) {
        let line = RequestLine(target: target)
        #expect(line.path == path)
        #expect(line.rawQuery == raw)
        #expect(line.query.map { "\($0.name):\($0.value)" }.joined(separator: "|") == query)
    }
}

import Testing

@testable import EventSources

/// Values of Link headers in, the next URL out.
struct LinkHeaderTests {
    @Test(arguments: [
        (["<https://a/1>; rel=\"next\""], "https://a/1"), (["<https://a/1>; rel=next"], "https://a/1"),
        (["<https://a/1>; rel=\"self\", <https://a/2?x=1,2>; rel=\"next\""], "https://a/2?x=1,2"),
        (["<https://a/1>; rel=\"self\"", "<https://a/2>; rel=\"next\""], "https://a/2"),
        (["<https://a/1>; rel=\"prev next\""], "https://a/1"),
        (["<https://a/1>; title=\"a, b\"; rel=\"next\""], "https://a/1"),
        (["<https://a/1>;rel=\"deprecation\";type=\"text/html\",<https://a/2>;rel=\"sunset\""], nil), ([], nil),
        (["next"], nil),
        (["<https://a/1>; rel=\"nextish\""], nil), (["<https://a/1>; REL=\"Next\""], "https://a/1"),
    ])
    func onlyTheNextRelationLeadsOn(_ values: [String], _ next: String?) {
        #expect(LinkHeader.next(in: values) == next)
    }
}

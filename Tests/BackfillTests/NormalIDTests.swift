import Testing

@testable import Backfill

@Suite struct NormalIDTests {
    private static let digits = "7d3a00000000400080000000000000ff"

    @Test(arguments: [
        (["7D3A0000-0000-4000-8000-0000000000FF"], digits), (["{7d3a0000-0000-4000-8000-0000000000ff}"], digits),
        (["  7d3a00000000400080000000000000ff\n"], digits),
        (["7d3a0000-0000-4000-8000-0000000000f"], "7d3a0000-0000-4000-8000-0000000000f"),
        (["Event-1"], "Event-1"), ([" a b "], "a b"), (["a", "7D3A00000000400080000000000000FF"], "a|" + digits),
        ([""], ""), ([" \t"], ""), (["{7d3a00000000400080000000000000ff"], "{7d3a00000000400080000000000000ff"),
        (["münchen"], "münchen"),
    ])
    func spellingsOfOneIDAreOne(parts: [String], text: String) {
        #expect(NormalID.text(parts) == text)
    }
}

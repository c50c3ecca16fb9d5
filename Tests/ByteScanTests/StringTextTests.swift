import TestKit
import Testing

@testable import ByteScan

struct StringTextTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func stopsWhereTheFirstQuoteOrBackslashStands(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let alphabet: [UInt8] = [0x22, 0x5C, 0x23, 0x21, 0x5D, 0x5B, 0x61, 0xA2, 0xDC, 0x00, 0xFF]
        let plain = Int(seed % 9)
        let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int.random(in: 0...9, using: &random) < plain ? 0x61 : alphabet.randomElement(using: &random) ?? 0
        }
        for start in 0...text.count {
            let rest = text[start...]
            let place = rest.firstIndex { $0 == 0x22 || $0 == 0x5C } ?? text.count
            let stop = StringText.stop(in: text.span, from: start)
            #expect(stop.place == place)
            #expect((stop.high != 0) == text[start..<place].contains { $0 >= 0x80 })
        }
    }
}

/// The token sequence of a JSON text that was found to be well-formed, with where each container ends.
///
/// Records of one kind repeat few shapes, so a text whose tokens equal a known shape needs no second proof.
struct JSONShape {
    /// One byte a token: one of `{}[]:,`, `"` for a string, `0` for any other scalar.
    let tokens: [UInt8]
    /// For each token the index of the token after the value that begins there.
    let ends: [UInt32]

    /// Proves that the tokens form exactly one JSON value.
    ///
    /// - Returns: nil when they do not.
    static func proving(_ tokens: UnsafeBufferPointer<UInt8>) -> JSONShape? {
        var prover = JSONGrammar()
        var ends = [UInt32](repeating: 0, count: tokens.count)
        var open: [UInt32] = []
        // SAFETY: `index` runs over the buffer's own indices.
        for index in tokens.indices {
            let token = unsafe tokens[index]
            guard prover.accept(token) else { return nil }
            ends[index] = UInt32(truncatingIfNeeded: index + 1)
            if token == Byte.openBrace || token == Byte.openBracket {
                open.append(UInt32(truncatingIfNeeded: index))
            } else if token == Byte.closeBrace || token == Byte.closeBracket, let start = open.popLast() {
                ends[Int(start)] = UInt32(truncatingIfNeeded: index + 1)
            }
        }
        return prover.isComplete ? JSONShape(tokens: unsafe Array(tokens), ends: ends) : nil
    }
}

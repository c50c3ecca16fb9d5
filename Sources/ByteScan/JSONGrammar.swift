/// The grammar of RFC 8259 over tokens, one token at a time.
///
/// Memory: one bit a level of nesting.
struct JSONGrammar {
    private enum Expectation {
        case value, valueOrClose, keyOrClose, key, colon, separatorOrClose, nothing
    }

    private var expectation = Expectation.value
    /// One bit a level: set for an object.
    private var levels = BitStack()

    /// Whether exactly one value has been seen, and nothing after it.
    var isComplete: Bool { expectation == .nothing }

    /// How many containers are open.
    var depth: Int { levels.count }

    /// Whether the innermost open container is an object.
    var isInObject: Bool { levels.top }

    /// Whether the next string is a member's name.
    var expectsKey: Bool { expectation == .keyOrClose || expectation == .key }

    /// Whether the next token, unless it closes an array, begins a value.
    var expectsValue: Bool { expectation == .value || expectation == .valueOrClose }

    /// Takes the next token; false when no JSON text continues like this.
    @inline(__always)
    mutating func accept(_ token: UInt8) -> Bool {
        switch token {
        case Byte.quote: return acceptString()
        case Byte.zero:
            guard expectsValue else { return false }
            finishValue()
        case Byte.openBrace, Byte.openBracket:
            guard expectsValue else { return false }
            let isObject = token == Byte.openBrace
            levels.push(isObject)
            expectation = isObject ? .keyOrClose : .valueOrClose
        case Byte.closeBrace, Byte.closeBracket: return acceptClose(isObject: token == Byte.closeBrace)
        case Byte.colon:
            guard expectation == .colon else { return false }
            expectation = .value
        case Byte.comma:
            guard expectation == .separatorOrClose else { return false }
            expectation = levels.top ? .key : .value
        default: return false
        }
        return true
    }

    private mutating func acceptString() -> Bool {
        if expectsKey {
            expectation = .colon
            return true
        }
        guard expectsValue else { return false }
        finishValue()
        return true
    }

    private mutating func acceptClose(isObject: Bool) -> Bool {
        guard !levels.isEmpty, levels.top == isObject else { return false }
        guard expectation == .separatorOrClose || expectation == (isObject ? .keyOrClose : .valueOrClose) else {
            return false
        }
        levels.pop()
        finishValue()
        return true
    }

    private mutating func finishValue() { expectation = levels.isEmpty ? .nothing : .separatorOrClose }
}

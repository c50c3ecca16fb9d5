import CByteScan

/// JSON values one after another, or the elements of the array that an envelope holds.
package final class ValueCutter: RecordCutter {
    private enum State {
        /// Before the first byte of a text whose array is to be found.
        case seeking
        /// Between values.
        case between
        /// In an object or array that began at `start`.
        case container(start: Int)
        /// In another value that began at `start`.
        case scalar(start: Int, isString: Bool)
        /// After the array, up to the end of its envelope.
        case trailer
    }

    /// The envelopes' own bytes: what stood before and after the arrays, each at most this long.
    package static let longestFrame = 1 << 20

    private let forms: [EnvelopeForm]
    private let allowsOneValue: Bool
    private let longestHead: Int
    private var state: State
    private var walk = cbs_depth_state()
    private var scanned = 0
    private var ranges: [Range<Int>] = []
    private var malformedAt: Int?
    private var expectsComma = false
    private var sawComma = false
    /// Whether a value, or an envelope, has ended outside of any envelope.
    private var hasValue = false
    /// Containers open around the events, the array included.
    private var depth = 0

    /// The text of each envelope without its events: everything up to the array, then everything after it.
    package private(set) var frames: [[UInt8]] = []
    /// The forms found, in order.
    package private(set) var foundForms: [Int] = []
    /// Values that were no envelope although envelopes were expected.
    package private(set) var strayValues = 0

    /// - Parameters:
    ///   - forms: envelopes to open; empty for values that stand by themselves.
    ///   - allowsOneValue: marks a second value beside the first as malformed; it is read all the same.
    ///   - longestHead: a value whose array of events does not begin within so many bytes is taken as an event itself.
    package init(forms: [EnvelopeForm], allowsOneValue: Bool = false, longestHead: Int = longestFrame) {
        self.forms = forms
        self.allowsOneValue = allowsOneValue
        self.longestHead = longestHead
        state = forms.isEmpty ? .between : .seeking
    }

    package func advance(_ bytes: Span<UInt8>) -> Int? {
        while scanned < bytes.count {
            switch state {
            case .seeking: guard seek(bytes) else { return wholeEnd }
            case .between: step(bytes)
            case .container(let start): walkContainer(bytes, start)
            case .scalar(let start, let isString): walkScalar(bytes, start, isString)
            case .trailer: walkTrailer(bytes)
            }
        }
        return wholeEnd
    }

    /// The byte up to which nothing is unfinished; nil when that is none.
    private var wholeEnd: Int? {
        let end =
            switch state {
            case .seeking, .between, .trailer: scanned
            case .container(let start), .scalar(let start, _): start
            }
        return end > 0 ? end : nil
    }

    package func drop(_ count: Int) {
        scanned -= count
        malformedAt = malformedAt.map { $0 - count }
        ranges = ranges.filter { $0.lowerBound >= count }.map { $0.lowerBound - count..<$0.upperBound - count }
        switch state {
        case .container(let start): state = .container(start: start - count)
        case .scalar(let start, let isString): state = .scalar(start: start - count, isString: isString)
        case .seeking, .between, .trailer: break
        }
    }

    package func firstEnd(_ bytes: Span<UInt8>) -> Int? { ranges.first?.upperBound }

    package func takeRanges(before end: Int) -> [Range<Int>]? { ranges.filter { $0.upperBound <= end } }

    package func finish(_ bytes: Span<UInt8>) -> CutEnding {
        var ending = CutEnding()
        switch state {
        case .container(let start), .scalar(let start, true):
            ranges.append(start..<bytes.count)
            ending.isInRecord = true
        case .scalar(let start, false):
            ranges.append(start..<bytes.count)
            ending.isInRecord = depth > 0
        case .between: ending.isInRecord = depth > 0
        case .trailer: ending.isInRecord = true
        case .seeking:
            if scanned < bytes.count {
                ranges.append(scanned..<bytes.count)
                ending.isInRecord = true
            }
        }
        if sawComma && depth == 0 { noteMalformed(at: bytes.count) }
        ending.malformedAt = malformedAt
        return ending
    }

    // MARK: Envelopes

    /// Looks for the array; false when more bytes are needed.
    private func seek(_ bytes: Span<UInt8>) -> Bool {
        while scanned < bytes.count, Byte.isSpace(bytes[scanned]) { scanned += 1 }
        guard scanned < bytes.count else { return true }
        noteBeginning()
        var seeker = EnvelopeSeeker(forms)
        switch seeker.look(at: bytes.extracting(scanned..<bytes.count)) {
        case .found(let form, let start, let depth) where start <= longestHead:
            foundForms.append(form)
            frames.append(Self.copy(bytes, scanned..<min(scanned + start, scanned + Self.longestFrame)))
            scanned += start
            self.depth = depth
            (state, expectsComma, sawComma) = (.between, false, false)
            return true
        case .needsMore where bytes.count - scanned <= longestHead: return false
        case .found, .needsMore, .none:
            // Where it ends must not depend on how much of it has arrived, so it is walked like any other value.
            strayValues += 1
            begin(bytes[scanned])
            return true
        }
    }

    /// A value begins outside of any envelope.
    private func noteBeginning() {
        if hasValue && allowsOneValue { noteMalformed(at: scanned) }
    }

    private func noteMalformed(at offset: Int) { malformedAt = malformedAt ?? offset }

    /// An envelope has ended: what stood around its events must be JSON by itself.
    private func finishEnvelope() {
        (state, hasValue, expectsComma) = (.seeking, true, false)
        guard let frame = frames.last, frame.count < Self.longestFrame else { return }
        do { _ = try JSONTree(parsing: frame) } catch { noteMalformed(at: scanned - 1) }
    }

    private func walkTrailer(_ bytes: Span<UInt8>) {
        let start = scanned
        let closed = close(bytes, floor: 0)
        if let frame = frames.last, frame.count < Self.longestFrame {
            let stop = min(scanned, start + Self.longestFrame - frame.count)
            frames[frames.count - 1] += Self.copy(bytes, start..<stop)
        }
        if closed { finishEnvelope() }
    }

    private static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] { range.map { bytes[$0] } }

    // MARK: Values

    /// Takes one byte between values.
    private func step(_ bytes: Span<UInt8>) {
        let byte = bytes[scanned]
        if Byte.isSpace(byte) || (depth == 0 && byte == 0x1E) {
            scanned += 1
        } else if byte == Byte.comma {
            if depth == 0 || !expectsComma { noteMalformed(at: scanned) }
            (expectsComma, sawComma) = (false, true)
            scanned += 1
        } else if byte == Byte.closeBracket && depth > 0 {
            if sawComma { noteMalformed(at: scanned) }
            frames.append(frames.popLast().map { $0 + [Byte.closeBracket] } ?? [])
            depth -= 1
            scanned += 1
            walk = cbs_depth_state(in_string: 0, escaped: 0, depth: Int64(depth))
            state = .trailer
            sawComma = false
            if depth == 0 { finishEnvelope() }
        } else {
            if expectsComma && depth > 0 { noteMalformed(at: scanned) }
            if depth == 0 { noteBeginning() }
            begin(byte)
        }
    }

    private func begin(_ byte: UInt8) {
        sawComma = false
        walk = cbs_depth_state()
        if byte == Byte.openBrace || byte == Byte.openBracket {
            state = .container(start: scanned)
        } else {
            state = .scalar(start: scanned, isString: byte == Byte.quote)
            scanned += 1
        }
    }

    private func walkContainer(_ bytes: Span<UInt8>, _ start: Int) {
        if close(bytes, floor: 0) { finishValue(start) }
    }

    private func finishValue(_ start: Int) {
        ranges.append(start..<scanned)
        state = depth == 0 && !forms.isEmpty ? .seeking : .between
        expectsComma = true
        if depth == 0 { hasValue = true }
    }

    private func walkScalar(_ bytes: Span<UInt8>, _ start: Int, _ isString: Bool) {
        while scanned < bytes.count {
            let byte = bytes[scanned]
            if isString {
                scanned += 1
                let isEscaped = walk.escaped != 0
                walk.escaped = byte == Byte.backslash && !isEscaped ? 1 : 0
                if byte == Byte.quote && !isEscaped { return finishValue(start) }
            } else if Byte.isSpace(byte) || byte == Byte.comma || byte == Byte.closeBracket || byte == Byte.openBrace {
                return finishValue(start)
            } else {
                scanned += 1
            }
        }
    }

    /// Walks until a closing bracket brings the depth to `floor`; false at the end of the bytes.
    private func close(_ bytes: Span<UInt8>, floor: Int64) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            var found: Int32 = 0
            // SAFETY: the kernel, and its plain counterpart, look at the bytes from `scanned` to the end only.
            scanned += unsafe JSONDepth.close(base + scanned, buffer.count - scanned, floor, &walk, &found)
            return found != 0
        }
    }
}

/// A frame of RELP: `TXNR SP COMMAND SP DATALEN [SP DATA] LF` (librelp, doc/relp.html, section "Frame format").
struct RelpFrame: Hashable, Sendable {
    /// The number of the transaction; 0 for what the server says of its own accord.
    let number: Int
    let command: String
    let data: [UInt8]

    /// Numbers run from 1 to this, then from 1 again.
    static let mostNumber = 999_999_999

    /// The frame's bytes up to its data.
    static func head(_ number: Int, _ command: String, dataBytes: Int) -> String {
        "\(number) \(command) \(dataBytes)" + (dataBytes > 0 ? " " : "")
    }
}

/// Cuts what a server says into frames.
struct RelpFrameReader: Sendable {
    /// What was said is not RELP.
    struct Malformed: Error {}

    private var bytes: [UInt8] = []

    /// A server's answer is a line of words and its offers; more is no answer.
    private static let mostDataBytes = 128 << 10
    private static let mostHeadBytes = 64

    /// Takes bytes and gives the frames that are whole by now.
    mutating func read(_ more: [UInt8]) throws(Malformed) -> [RelpFrame] {
        bytes += more
        var frames: [RelpFrame] = []
        var start = 0
        while let (frame, end) = try next(from: start) {
            frames.append(frame)
            start = end
        }
        bytes.removeFirst(start)
        return frames
    }

    /// The frame that begins at `start` and where it ends; nil when it is not whole yet.
    private func next(from start: Int) throws(Malformed) -> (RelpFrame, Int)? {
        var words: [ArraySlice<UInt8>] = []
        var index = start
        var word = start
        while words.count < 3 {
            guard index < bytes.count else {
                guard index - start <= Self.mostHeadBytes else { throw Malformed() }
                return nil
            }
            let isEnd = bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\n")
            if isEnd {
                guard words.count == 2 || bytes[index] == UInt8(ascii: " "), index > word else { throw Malformed() }
                words.append(bytes[word..<index])
                word = index + 1
            }
            index += 1
        }
        guard let number = Self.number(words[0]), let count = Self.number(words[2]), count <= Self.mostDataBytes
        else { throw Malformed() }
        let separator = bytes[index - 1]
        let command = String(decoding: words[1], as: UTF8.self)
        if separator == UInt8(ascii: "\n") {
            guard count == 0 else { throw Malformed() }
            return (RelpFrame(number: number, command: command, data: []), index)
        }
        let end = index + count
        guard end < bytes.count else { return nil }
        guard bytes[end] == UInt8(ascii: "\n") else { throw Malformed() }
        return (RelpFrame(number: number, command: command, data: Array(bytes[index..<end])), end + 1)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count <= 9, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

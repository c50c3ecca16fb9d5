import AuditModel

/// Where a listing goes on, and for which question: what is inside an opaque continuation token.
package struct ListingCursor: Hashable, Sendable {
    /// A place among the records.
    package enum Place: Hashable, Sendable {
        /// Index of the next record in the listing's order.
        case record(Int)
        /// How many rows of the answer come before it: paging by number.
        case row(Int)
    }

    package let place: Place
    /// Tells tokens of one place apart, so that a page without records can go on under another token.
    let turn: Int
    /// The window of the question, for services whose continuation repeats nothing else.
    let window: TimeWindow
    /// The size of its pages, likewise.
    let limit: Int
    /// 32 bits of the question's name, for services that bind a token to it.
    let question: UInt32

    /// A cursor of the question.
    init(_ place: Place, turn: Int = 0, of question: ListingQuestion) {
        self.place = place
        self.turn = turn
        window = question.window
        limit = question.limit
        self.question = UInt32(truncatingIfNeeded: SeededGenerator.hash(seed: 0, question.name))
    }

    /// Reads a token; nil when it is none of ours.
    init?(_ text: String) {
        guard let bytes = Base64URL.bytes(of: text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 7, let place = Int(parts[1]), let turn = Int(parts[2]), let from = Int64(parts[3]),
            let to = Int64(parts[4]), let question = UInt32(parts[5]), let limit = Int(parts[6]), limit >= 0,
            ["i", "r"].contains(parts[0]), from <= to
        else { return nil }
        self.place = parts[0] == "r" ? .row(place) : .record(place)
        self.turn = turn
        window = TimeWindow(from: from, to: to)
        self.limit = limit
        self.question = question
    }

    /// The token.
    var text: String {
        let (letter, number) =
            switch place {
            case .record(let index): ("i", index)
            case .row(let row): ("r", row)
            }
        return Base64URL.text(
            of: Array("\(letter).\(number).\(turn).\(window.from).\(window.to).\(question).\(limit)".utf8))
    }

    /// Whether the token was made for that very question.
    func belongs(to question: ListingQuestion) -> Bool {
        self.question == UInt32(truncatingIfNeeded: SeededGenerator.hash(seed: 0, question.name))
    }
}

import ByteScan

/// Whether what a SIEM holds of an event is the event's record, whole.
///
/// The SIEM may hold the record's text, behind a header of the transport or not, or a document with the record's members
/// or with its text in `event.original` or `message`; what stands beside them is no difference.
enum PayloadComparison: Hashable {
    /// The record, or all that it says.
    case whole
    /// Only the beginning of it, or of one of its texts.
    case cut
    /// Something else than the record says.
    case changed
    /// A form that was taken apart on the way, so that it cannot be told.
    case otherForm

    private static let brace = UInt8(ascii: "{")

    /// Compares a text that the SIEM gives with a record, one JSON object.
    init(_ text: [UInt8], with record: [UInt8]) {
        // What is no UTF-8 in a record is replaced when it is sent.
        self = Self.comparison(Self.replaced(text), Self.replaced(record), isInside: false)
    }

    /// The best of several copies.
    static func best(of texts: [[UInt8]], with record: [UInt8]) -> PayloadComparison? {
        let order: [PayloadComparison] = [.whole, .otherForm, .cut, .changed]
        let all = Set(texts.map { PayloadComparison($0, with: record) })
        return order.first(where: all.contains)
    }

    private static func replaced(_ bytes: [UInt8]) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// - Parameter isInside: whether the text stood in a member of a document.
    private static func comparison(_ text: [UInt8], _ record: [UInt8], isInside: Bool) -> PayloadComparison {
        if text == record { return .whole }
        guard let start = text.firstIndex(of: brace) else { return record.starts(with: text) ? .cut : .changed }
        let held: JSONTree
        do throws(JSONTreeError) {
            guard let next = try JSONTree.next(in: text, from: start) else { return .changed }
            held = next.value
        } catch {
            return error.reason == .cutShort ? .cut : .changed
        }
        guard let own = (try? JSONTree(parsing: record))?.members else { return .changed }
        if own.allSatisfy({ member in held.member(member.name).map { isEqual($0, member.value) } ?? false }) {
            return .whole
        }
        if !isInside, let original = original(in: held) { return comparison(original, record, isInside: true) }
        return difference(held, own)
    }

    /// The event's text within a document.
    private static func original(in document: JSONTree) -> [UInt8]? {
        let places = [document["event"]?["original"], document["event.original"], document["message"]]
        return places.lazy.compactMap { $0?.text }.map { Array($0.utf8) }.first { $0.contains(brace) }
    }

    /// What is wrong with an object that lacks some of what the record says.
    private static func difference(_ held: JSONTree, _ own: [JSONTree.Member]) -> PayloadComparison {
        let common = own.compactMap { member in held.member(member.name).map { (held: $0, own: member.value) } }
        guard common.count * 2 >= own.count else { return .otherForm }
        let wrong = common.filter { !isEqual($0.held, $0.own) }
        guard common.count == own.count else { return .changed }
        return wrong.allSatisfy { isBeginning($0.held, of: $0.own) } ? .cut : .changed
    }

    private static func isBeginning(_ held: JSONTree, of own: JSONTree) -> Bool {
        guard case .string(let beginning) = held, case .string(let whole) = own else { return false }
        return beginning.count < whole.count && whole.starts(with: beginning)
    }

    /// Whether two values are the same; numbers may be written in other ways.
    private static func isEqual(_ left: JSONTree, _ right: JSONTree) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one == other || number(one) == number(other)
        case (.array(let ones), .array(let others)):
            ones.count == others.count && zip(ones, others).allSatisfy(isEqual)
        case (.object(let ones), .object):
            ones.count == right.members?.count
                && ones.allSatisfy { one in right.member(one.name).map { isEqual(one.value, $0) } ?? false }
        default: left == right
        }
    }

    /// Nil for what no binary number is.
    private static func number(_ text: [UInt8]) -> Double? { Double(String(decoding: text, as: UTF8.self)) }
}

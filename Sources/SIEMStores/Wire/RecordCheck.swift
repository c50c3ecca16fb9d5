/// Whether a record can be one line of a stream.
enum RecordCheck {
    /// Why a record cannot be sent as a line; nil when it can.
    ///
    /// A line feed or carriage return would make two events of one, and a zero byte ends a message at some receivers.
    static func refusal(of record: [UInt8]) -> DeliveryFate? {
        guard record.first == UInt8(ascii: "{"), record.last == UInt8(ascii: "}") else {
            return .refused(code: "not-an-object", words: "the record is no JSON object")
        }
        // Without a way out of the loop the compiler looks at many bytes at once.
        var found: UInt8 = 0
        for byte in record {
            found |= byte == 0x0A || byte == 0x0D || byte == 0x00 ? 1 : 0
        }
        guard found == 0 else {
            return .refused(code: "not-one-line", words: "the record holds a line break or a zero byte")
        }
        return nil
    }

    /// The fate of an event that is longer than the target takes.
    static func tooLarge(_ bytes: Int, most: Int) -> DeliveryFate {
        .refused(code: "too-large", words: "\(bytes) bytes as it would be sent; the target takes \(most)")
    }
}

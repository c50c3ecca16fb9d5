import NIOCore

/// How syslog messages follow each other in a stream.
struct SyslogFraming: EventFraming {
    /// The ways there are.
    enum Kind: String, Sendable, CaseIterable {
        /// RFC 5425, and RFC 6587 section 3.4.1: the count of bytes, a space, the message.
        case octetCounting = "octet-counting"
        /// RFC 6587 section 3.4.2: the message, a line feed.
        case lineFeed = "lf"
        /// Each message is a thing of its own, such as a datagram.
        case none
    }

    let kind: Kind
    let message: SyslogMessage

    func append(_ event: DeliveryEvent, sent: Int64, to buffer: inout ByteBuffer) -> DeliveryFate? {
        let head: SyslogMessage.Head
        do throws(SyslogMessage.Refusal) {
            head = try message.head(of: event, sent: sent)
        } catch {
            return error.fate
        }
        if kind == .octetCounting {
            buffer.writeString("\(head.bytes.count + event.record.count - head.replaced) ")
        }
        buffer.writeBytes(head.bytes)
        buffer.writeBytes(head.replaced == 0 ? event.record[...] : event.record.dropFirst(head.replaced))
        if kind == .lineFeed { buffer.writeInteger(UInt8(ascii: "\n")) }
        return nil
    }
}

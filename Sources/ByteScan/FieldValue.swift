/// Where one wanted field lies, as bytes of the record or of a text decoded from it.
///
/// Valid until the next record is scanned.
@safe struct FieldValue {
    enum Kind: UInt8 {
        case absent, string, scalar, null, container
    }

    var base: UnsafePointer<UInt8>?
    var count = 0
    var kind = Kind.absent
    /// Whether a string still holds escapes.
    var isEscaped = false

    /// No such field.
    static var absent: FieldValue { unsafe FieldValue(base: nil) }

    /// Whether it is a string or scalar with at least one byte.
    @inline(__always)
    var hasText: Bool { (kind == .string || kind == .scalar) && count > 0 }

    /// The bytes; empty when absent.
    var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }
}

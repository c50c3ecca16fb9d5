import ByteScan

/// A body cut into the elements of its array of records.
struct CutBody {
    /// Whether the text is whole.
    let isWhole: Bool
    /// Whether the array is there.
    let isFound: Bool
    /// Where the elements stand; empty when there is no array.
    let ranges: [Range<Int>]
    /// The text around the elements.
    let envelope: JSONTree?
    /// Whether something other than an array or null stands where the array should.
    let holdsOtherValue: Bool

    /// Cuts a body.
    ///
    /// - Parameter path: names on the way to the array, none for a root array; nil for values one behind the other.
    init(_ bytes: [UInt8], at path: [String]?) {
        let forms = path.map { [EnvelopeForm("records", path: $0.map { .key($0) }, companions: nil)] } ?? []
        let cutter = ValueCutter(forms: forms, allowsOneValue: path != nil)
        _ = cutter.advance(bytes.span)
        let ending = cutter.finish(bytes.span)
        let elements = cutter.takeRanges(before: bytes.count) ?? []
        let ended = !ending.isInRecord && ending.malformedAt == nil
        guard let path else {
            (isWhole, isFound, ranges, envelope, holdsOtherValue) = (ended, true, elements, nil, false)
            return
        }
        if cutter.foundForms.count == 1, cutter.strayValues == 0, let frame = cutter.frames.first {
            // A frame that cannot be parsed belongs to a body that is cut or longer around its records than any is.
            let envelope = try? JSONTree(parsing: frame)
            (isWhole, isFound, ranges) = (ended && envelope != nil, true, elements)
            self.envelope = envelope
            holdsOtherValue = false
            return
        }
        // A body that is no JSON is not whole.
        let tree = try? JSONTree(parsing: bytes)
        (isWhole, isFound, ranges, envelope) = (tree != nil, false, [], tree)
        let other = path.reduce(tree) { $0?[$1] }
        holdsOtherValue = other.map { $0 != .null } ?? false
    }
}

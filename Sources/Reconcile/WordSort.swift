/// Sorts records of a fixed number of 64-bit words in place, by their words as unsigned numbers, first word first.
///
/// A radix sort from the top: it looks only at bits in which records differ, and needs no second copy of them.
struct WordSort {
    /// Words a record has.
    let words: Int

    private static let smallest = 24
    private static let digits = 256

    /// Sorts `count` records.
    func sort(_ records: UnsafeMutablePointer<UInt64>, count: Int) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { spare in
            guard let spare = spare.baseAddress else { return }
            sort(records, count: count, from: 0, spare: spare)
        }
    }

    /// Whether the left record comes first; equal ones do not.
    @inline(__always)
    func precedes(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>) -> Bool {
        for word in 0..<words where left[word] != right[word] { return left[word] < right[word] }
        return false
    }

    /// Sorts records that agree in all words before `first`.
    private func sort(
        _ records: UnsafeMutablePointer<UInt64>, count: Int, from first: Int, spare: UnsafeMutablePointer<UInt64>
    ) {
        guard count > Self.smallest else { return insertionSort(records, count: count, spare: spare) }
        var word = first
        var difference: UInt64 = 0
        while word < words {
            difference = differingBits(records, count: count, word: word)
            if difference != 0 { break }
            word += 1
        }
        guard word < words else { return }
        let shift = UInt64(max(0, 56 - difference.leadingZeroBitCount))
        distribute(records, count: count, word: word, shift: shift, spare: spare)
    }

    private func differingBits(_ records: UnsafeMutablePointer<UInt64>, count: Int, word: Int) -> UInt64 {
        var difference: UInt64 = 0
        for record in 1..<count { difference |= records[record * words + word] ^ records[word] }
        return difference
    }

    /// Sorts by eight bits of a word, then each group of equal ones by the rest.
    private func distribute(
        _ records: UnsafeMutablePointer<UInt64>, count: Int, word: Int, shift: UInt64,
        spare: UnsafeMutablePointer<UInt64>
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.digits * 2) { places in
            places.initialize(repeating: 0)
            for record in 0..<count { places[digit(records + record * words, word, shift)] += 1 }
            var start = 0
            for digit in 0..<Self.digits {
                let end = start + places[digit]
                (places[digit], places[Self.digits + digit]) = (start, end)
                start = end
            }
            permute(records, places: places, word: word, shift: shift, spare: spare)
            start = 0
            for digit in 0..<Self.digits where places[Self.digits + digit] > start {
                let end = places[Self.digits + digit]
                sort(records + start * words, count: end - start, from: word, spare: spare)
                start = end
            }
        }
    }

    /// Moves every record into its digit's stretch; `places` holds where each stretch goes on, then where each ends.
    private func permute(
        _ records: UnsafeMutablePointer<UInt64>, places: UnsafeMutableBufferPointer<Int>, word: Int, shift: UInt64,
        spare: UnsafeMutablePointer<UInt64>
    ) {
        for home in 0..<Self.digits {
            while places[home] < places[Self.digits + home] {
                let hole = records + places[home] * words
                var target = digit(hole, word, shift)
                while target != home {
                    let place = records + places[target] * words
                    places[target] += 1
                    swap(hole, place)
                    target = digit(hole, word, shift)
                }
                places[home] += 1
            }
        }
    }

    @inline(__always)
    private func digit(_ record: UnsafeMutablePointer<UInt64>, _ word: Int, _ shift: UInt64) -> Int {
        Int((record[word] >> shift) & UInt64(Self.digits - 1))
    }

    @inline(__always)
    private func swap(_ left: UnsafeMutablePointer<UInt64>, _ right: UnsafeMutablePointer<UInt64>) {
        for word in 0..<words { (left[word], right[word]) = (right[word], left[word]) }
    }

    private func insertionSort(
        _ records: UnsafeMutablePointer<UInt64>, count: Int, spare: UnsafeMutablePointer<UInt64>
    ) {
        for record in stride(from: 1, to: count, by: 1) {
            spare.update(from: records + record * words, count: words)
            var place = record
            while place > 0 && precedes(spare, records + (place - 1) * words) {
                (records + place * words).update(from: records + (place - 1) * words, count: words)
                place -= 1
            }
            (records + place * words).update(from: spare, count: words)
        }
    }
}

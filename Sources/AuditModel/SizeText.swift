/// A size as options and settings write it: `512MiB`.
package struct SizeText: Hashable, Sendable {
    /// The units, each 1,024 times the one before.
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB"]

    /// Bytes, at least 0.
    package let bytes: Int64

    /// The shortest text for a number of bytes, at least 0: `512MiB`.
    package static func shortest(_ bytes: Int) -> String {
        var (count, power) = (bytes, 0)
        while count > 0, count % 1024 == 0, power + 1 < units.count { (count, power) = (count / 1024, power + 1) }
        return "\(count)\(units[power])"
    }

    /// A number of bytes, at least 0, in the largest unit of which there are at least two; cut down: `57MiB`.
    package static func rounded(_ bytes: Int) -> String {
        var (count, power) = (bytes, 0)
        while count >= 2 * 1024, power + 1 < units.count { (count, power) = (count / 1024, power + 1) }
        return "\(count)\(units[power])"
    }

    /// Reads digits followed by B, KiB, MiB, GiB or TiB.
    package init(parsing text: String) throws(SizeTextError) {
        let digits = text.prefix { $0.isNumber }
        guard let power = Self.units.firstIndex(of: String(text[digits.endIndex...])),
            let count = Decimals.count(digits)
        else { throw SizeTextError(text: text, reason: .form) }
        let (size, overflow) = count.multipliedReportingOverflow(by: 1 << Int64(10 * power))
        guard !overflow else { throw SizeTextError(text: text, reason: .tooLarge) }
        bytes = size
    }
}

/// Why a size was refused.
package struct SizeTextError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Reason: Sendable {
        /// Not digits and one of the units.
        case form
        /// More than an `Int64` of bytes.
        case tooLarge
    }

    /// The value as typed.
    package let text: String
    package let reason: Reason

    /// Makes an error about `text`.
    package init(text: String, reason: Reason) {
        self.text = text
        self.reason = reason
    }
}

extension SizeTextError: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        let means =
            switch reason {
            case .form: "a size is a whole number and one of B, KiB, MiB, GiB, TiB; 1 KiB is 1,024 bytes"
            case .tooLarge: "sizes reach up to 8,388,607 TiB"
            }
        return Problem(
            .error, "E-SIZE", "\"\(text)\" is not a size", means: means,
            effect: "nothing was read or contacted (exit 64)", fix: "write 512MiB or 4GiB")
    }
}

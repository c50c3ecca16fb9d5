/// A GUID and the ways in which SIEMs write it, letter case aside.
struct GUIDSpelling {
    /// 32 hexadecimal digits in lower case.
    private let digits: String

    /// Takes a GUID with or without dashes and braces; nil for any other text.
    init?(_ text: String) {
        let digits = text.lowercased().filter { $0 != "-" && $0 != "{" && $0 != "}" }
        guard digits.utf8.count == 32, digits.allSatisfy(\.isHexDigit) else { return nil }
        self.digits = digits
    }

    /// With dashes, with braces around them, and the digits alone.
    var all: [String] {
        var dashed = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { dashed.append("-") }
            dashed.append(digit)
        }
        return [dashed, "{\(dashed)}", digits]
    }
}

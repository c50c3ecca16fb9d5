/// Numbers of the tables as text.
enum Figures {
    private static let widths = [20, 11, 12, 12, 12, 12, 12, 12, 8]

    /// Cells in columns, the first at the left.
    static func row(_ cells: [String]) -> String {
        zip(cells, widths).enumerated().map { index, pair in
            let spaces = String(repeating: " ", count: max(0, pair.1 - pair.0.count))
            return index == 0 ? pair.0 + spaces : spaces + pair.0
        }.joined()
    }

    /// Seconds as minutes to a tenth.
    static func minutes(_ seconds: Double) -> String { tenths(seconds / 60) + " min" }

    /// The mean deviation from the truth, in percent of it.
    static func bias(_ values: [Double], _ truth: Double) -> String {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return signed((mean / truth - 1) * 100)
    }

    /// The root of the mean squared deviation from the truth, in percent of it.
    static func spread(_ values: [Double], _ truth: Double) -> String {
        let sum = values.reduce(0) { $0 + ($1 / truth - 1) * ($1 / truth - 1) }
        return tenths((sum / Double(max(1, values.count))).squareRoot() * 100) + " %"
    }

    /// A share as percent to a tenth, cut.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "-" }
        return "\(part * 1_000 / whole / 10).\(part * 1_000 / whole % 10) %"
    }

    /// A share as events in a million.
    static func perMillion(_ share: Double) -> String { "\(Int((share * 1e6).rounded())) ppm" }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    private static func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + tenths(value) + " %" }
}
